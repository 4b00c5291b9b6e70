// SPDX-License-Identifier: Apache-2.0
// The scrubber through time. The page is complete without it: every text goes in as text, never as markup.
"use strict";

function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

function named(text, tag = "bdi") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.dir = "auto";
  return element;
}

function counted(number, noun) {
  return number ? `${number} ${noun}${number > 1 ? "s" : ""}` : "";
}

// What everybody holds to be so at a moment. A mind without a row holds what the mind around it, one person less, holds.
class Beliefs {
  constructor(data) {
    this.data = data;
    this.rows = new Map(data.rows.map(([fact, minds, runs]) => [`${fact}:${minds.join(",")}`, runs]));
    this.doubted = [...new Set(data.rows.filter(([, minds]) => minds.length).map(([fact]) => fact))];
  }

  run(fact, minds, moment) {
    let path = minds;
    while (!this.rows.has(`${fact}:${path.join(",")}`)) path = path.slice(1);
    return this.rows.get(`${fact}:${path.join(",")}`).findLast(([since]) => since <= moment);
  }

  value(fact, minds, moment) {
    return this.data.facts[fact].values[this.run(fact, minds, moment)[1]];
  }

  // The facts of which a mind holds something else than the one outside it does.
  wrong(minds, moment) {
    return this.doubted.filter((fact) => this.value(fact, minds, moment) !== this.value(fact, minds.slice(1), moment));
  }

  // The facts of which somebody thinks that another holds something else than they themselves do.
  credited(person, other, moment) {
    return this.doubted.filter(
      (fact) => this.value(fact, [person, other], moment) !== this.value(fact, [person], moment),
    );
  }
}

// The panel that says what is so at a moment.
class Panel {
  constructor(element, data) {
    this.element = element;
    this.data = data;
    this.beliefs = new Beliefs(data);
    this.open = new Set();
    this.all = false;
  }

  show(moment) {
    this.moment = moment;
    const here = this.data.moments[moment];
    const parts = here.endings.map((text) => made("p", "reached", "Here the story comes to an ending: ", named(text)));
    if (here.clock !== null) parts.push(made("p", "clock", `Moment ${here.clock} of the clock.`));
    if (here.places.length) parts.push(made("h3", "", "Where"), this.places(here.places));
    parts.push(made("h3", "", "What is so"), ...this.facts(), this.toggle());
    parts.push(made("h3", "", "Who is wrong about what"), ...this.minds());
    this.element.replaceChildren(...parts);
  }

  person(number) {
    return named(this.data.people[number].shown);
  }

  places(places) {
    const list = made("dl", "");
    for (const [place, people] of places) {
      const names = people.flatMap((each, at) => (at ? [", ", this.person(each)] : [this.person(each)]));
      list.append(made("dt", "", named(place || "nowhere")), made("dd", "", ...names));
    }
    return list;
  }

  facts() {
    const groups = new Map();
    this.data.facts.forEach((fact, number) => {
      const [since, value] = this.beliefs.run(number, [], this.moment);
      const now = since === this.moment && this.moment > 0;
      const { value: written, words } = fact.values[value];
      if (!now && !this.all && (written === "no" || written === "none")) return;
      if (!groups.has(fact.subject)) groups.set(fact.subject, []);
      const item = made("li", now ? "now" : "", named(words, "span"));
      if (now) item.append(made("span", "unseen", " (since this event)"));
      groups.get(fact.subject).push(item);
    });
    return [...groups].flatMap(([subject, items]) => [
      ...(subject ? [made("p", "about", named(subject))] : []),
      made("ul", "", ...items),
    ]);
  }

  toggle() {
    const box = made("input", "");
    box.type = "checkbox";
    box.checked = this.all;
    box.addEventListener("change", () => {
      this.all = box.checked;
      this.show(this.moment);
      this.element.querySelector("input[type=checkbox]").focus();
    });
    return made("label", "", box, "also what is not so");
  }

  minds() {
    return this.data.people.map((_, person) => {
      const wrong = this.beliefs.wrong([person], this.moment);
      const items = wrong.map((fact) => this.mistake(fact, person));
      const inside = [items.length ? made("ul", "", ...items) : made("p", "about", "Right about everything.")];
      if (person !== this.data.reader) inside.push(...this.deeper(person));
      const unknown = wrong.filter((fact) => this.beliefs.value(fact, [person], this.moment).value === "unknown").length;
      const tally = [counted(wrong.length - unknown, "mistake"), unknown && `${unknown} unknown`].filter(Boolean);
      return this.fold(`${person}`, this.person(person), tally.join(", "), inside);
    });
  }

  mistake(fact, person) {
    const held = this.beliefs.value(fact, [person], this.moment);
    const cause = this.data.causes[this.beliefs.run(fact, [person], this.moment)[2]];
    const truth = this.beliefs.value(fact, [], this.moment);
    const item = made("li", "", named(held.words, "span"));
    const plain = ["yes", "no"].includes(held.value) && ["yes", "no"].includes(truth.value);
    if (!plain) item.append(made("span", "truth", "but ", named(truth.words, "span")));
    item.append(made("span", "cause", named(cause, "span")));
    return item;
  }

  // One deeper: what the person thinks that others think.
  deeper(person) {
    const others = this.data.people.map((_, other) => other).filter((each) => each !== person && each !== this.data.reader);
    const found = others.flatMap((other) => {
      const facts = this.beliefs.credited(person, other, this.moment);
      if (!facts.length) return [];
      const items = facts.map((fact) =>
        made("li", "", named(this.beliefs.value(fact, [person, other], this.moment).words, "span")),
      );
      const title = made("span", "", "thinks that ", this.person(other), " believes");
      return [this.fold(`${person}.${other}`, title, counted(facts.length, "other thing"), [made("ul", "", ...items)])];
    });
    return found.length ? found : [made("p", "about", "Thinks that all others believe the same.")];
  }

  fold(key, title, tally, inside) {
    const count = made("span", tally ? "tally some" : "tally", ` ${tally || "right"}`);
    const folded = made("details", "", made("summary", "", title, count), ...inside);
    folded.open = this.open.has(key);
    folded.addEventListener("toggle", () => (folded.open ? this.open.add(key) : this.open.delete(key)));
    return folded;
  }
}

// The cursors in the pictures, where these say which of their marks stand at which moment.
class Cursors {
  constructor(story) {
    this.pictures = [...story.querySelectorAll(".canvas > svg")].filter((svg) => svg.querySelector("[data-moment]"));
    this.lines = this.pictures.map((svg) => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
      line.setAttribute("class", "cursor");
      svg.append(line);
      return line;
    });
  }

  show(moment) {
    this.pictures.forEach((svg, number) => {
      const mark = this.markAt(svg, moment);
      const line = this.lines[number];
      line.style.display = mark ? "" : "none";
      if (!mark) return;
      const box = mark.getBoundingClientRect();
      const frame = svg.getBoundingClientRect();
      const scale = svg.viewBox.baseVal.width / frame.width;
      const x = (box.left + box.width / 2 - frame.left) * scale;
      for (const [name, value] of [["x1", x], ["x2", x], ["y1", 0], ["y2", svg.viewBox.baseVal.height]]) {
        line.setAttribute(name, value);
      }
      this.reveal(svg.parentElement, x / scale);
    });
  }

  // What stands at a moment, or at the last one before it of which the picture tells anything.
  markAt(svg, moment) {
    for (let at = moment; at >= 0; at -= 1) {
      const mark = svg.querySelector(`[data-moment="${at}"]`);
      if (mark) return mark;
    }
    return null;
  }

  // Move a picture that is wider than the page sideways, where the cursor would not be seen.
  reveal(canvas, x) {
    const margin = canvas.clientWidth / 8;
    if (x < canvas.scrollLeft + margin || x > canvas.scrollLeft + canvas.clientWidth - margin) {
      canvas.scrollLeft = x - canvas.clientWidth / 2;
    }
  }
}

// The slider of one story, and all that follows it.
class Scrubber {
  constructor(story) {
    const data = JSON.parse(story.querySelector(".moments").textContent);
    this.story = story;
    this.moments = data.moments;
    this.side = story.querySelector(".side");
    this.slider = this.side.querySelector("input");
    this.panel = new Panel(this.side.querySelector(".panel"), data);
    this.cursors = new Cursors(story);
    this.listen();
    this.side.hidden = false;
    this.show(0, false);
  }

  listen() {
    const by = (step) => () => this.show(Number(this.slider.value) + step, true);
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value), true));
    this.side.querySelector(".back").addEventListener("click", by(-1));
    this.side.querySelector(".forth").addEventListener("click", by(1));
    const opener = this.side.querySelector(".open");
    opener.addEventListener("click", () => {
      opener.setAttribute("aria-expanded", this.side.classList.toggle("opened"));
    });
    for (const note of this.story.querySelectorAll(".event[data-moment]")) {
      note.addEventListener("click", (event) => {
        if (!event.target.closest("summary, a")) this.show(Number(note.dataset.moment), false);
      });
    }
  }

  show(asked, follow) {
    const last = this.moments.length - 1;
    const moment = Math.max(0, Math.min(asked, last));
    const here = this.moments[moment];
    const text = moment ? here.text ?? here.event ?? "" : "Before anything has happened";
    this.slider.value = moment;
    this.slider.setAttribute("aria-valuetext", moment ? `After ${moment} of ${last}: ${text}` : "At the start");
    this.side.querySelector(".count").textContent = moment ? `${moment} of ${last}` : "Start";
    this.side.querySelector(".what").textContent = text;
    this.panel.show(moment);
    this.cursors.show(moment);
    this.mark(moment, follow);
  }

  mark(moment, follow) {
    for (const note of this.story.querySelectorAll(".event.current")) {
      note.classList.remove("current");
      note.removeAttribute("aria-current");
    }
    const note = this.story.querySelector(`.event[data-moment="${moment}"]`);
    if (!note) return;
    note.classList.add("current");
    note.setAttribute("aria-current", "step");
    if (follow) note.scrollIntoView({ block: "center" });
  }
}

for (const story of document.querySelectorAll(".story")) {
  if (story.querySelector(".moments")) new Scrubber(story);
}

// What a link leads to is unfolded; what is printed is, too.
function unfold() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener("hashchange", unfold);
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".flow details")) folded.open = true;
});
unfold();
