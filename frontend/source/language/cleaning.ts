// SPDX-License-Identifier: Apache-2.0
// HTML made of the language server's Markdown, with nothing left in it but plain elements of text.

const KEPT = new Set("P BR EM STRONG CODE PRE UL OL LI SPAN HR H1 H2 H3 H4 H5 H6 BLOCKQUOTE TABLE THEAD TBODY TR TH TD DEL".split(" "));

export function cleanHTML(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  clean(page.body);
  return page.body.innerHTML;
}

function clean(parent: Element): void {
  for (const child of [...parent.children]) {
    clean(child);
    if (!KEPT.has(child.tagName)) {
      child.replaceWith(...(/^(?:SCRIPT|STYLE|IFRAME|OBJECT|EMBED|TEMPLATE)$/.test(child.tagName) ? [] : child.childNodes));
      continue;
    }
    for (const { name } of [...child.attributes]) if (name !== "class") child.removeAttribute(name);
  }
}
