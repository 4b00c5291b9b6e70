// SPDX-License-Identifier: Apache-2.0
// The left pane: the author's files, with marks for what is unsaved or has changed on the disk.

import { useState } from "preact/hooks";
import type { Kind, Listed } from "../contract";
import { active, documents } from "../store/documents";
import { files, folders, studio, truncated } from "../store/folder";
import { treeOf, type Branch } from "../store/tree";
import { remove, rename } from "../store/changing";
import { tellOf } from "../store/notices";
import { show } from "../store/opening";
import { closeDialog, OneLine, openDialog } from "./dialog";
import { Icon, type IconName } from "./icons";
import { showPlace } from "./layout";
import { Menu } from "./menu";
import { openNew } from "./new";

const ICONS: Record<Kind, IconName> = { world: "world", manuscript: "manuscript", pattern: "file", text: "file" };

export function Files() {
  const tree = treeOf(files.value, folders.value);
  return (
    <div class="files">
      <div class="pane-head">
        <h2 title={studio.value?.folder.path}>{studio.value?.folder.name ?? "Files"}</h2>
        <button type="button" class="button" onClick={() => openNew()}><Icon name="plus" /> New</button>
      </div>
      {files.value.length ? (
        <ul class="tree" onKeyDown={moveFocus}><Inside branch={tree} /></ul>
      ) : (
        <div class="empty">
          <p class="empty-title">Nothing here yet</p>
          <p>Begin with a template: a small world, the tutorial, or one of the founding worlds.</p>
          <button type="button" class="button primary" onClick={() => openNew()}>New from a template</button>
        </div>
      )}
      {truncated.value ? <p class="muted tree-note">There are more files than are shown.</p> : null}
    </div>
  );
}

const Inside = ({ branch }: { branch: Branch }) => (
  <>
    {branch.folders.map((folder) => <Folder key={folder.path} folder={folder} />)}
    {branch.files.map((file) => <File key={file.path} file={file} />)}
  </>
);

function Folder({ folder }: { folder: Branch }) {
  const [open, setOpen] = useState(folder.name !== "variants");
  return (
    <li>
      <button type="button" class="row" data-row aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "down" : "right"} />
        <span class="row-name">{folder.name}</span>
      </button>
      {open ? <ul><Inside branch={folder} /></ul> : null}
    </li>
  );
}

function File({ file }: { file: Listed }) {
  const open = documents.value.find((document) => document.path === file.path);
  const here = active.value?.path === file.path;
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const mark = open?.conflict.value ? "changed on disk" : open?.unsaved.value ? "unsaved" : null;
  const choose = (): void => {
    show(file.path).then(() => showPlace("editor"), tellOf);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "F2") askRename(file.path);
    else if (event.key === "Delete") askRemove(file.path);
  };
  return (
    <li class="file-row">
      <button type="button" class={`row ${here ? "here" : ""}`} data-row aria-current={here ? "page" : undefined} onClick={choose} onKeyDown={onKey}>
        <Icon name={ICONS[file.kind]} />
        <span class="row-name">{name}</span>
        {mark ? <span class={mark === "unsaved" ? "mark" : "mark bad"}>{mark}</span> : null}
      </button>
      <Menu
        label={`What to do with ${name}`}
        kind="row-menu"
        named={false}
        commands={[
          { label: "Rename…", hint: "F2", run: () => askRename(file.path) },
          { label: "Delete…", hint: "Del", run: () => askRemove(file.path) },
        ]}
      >
        <Icon name="more" />
      </Menu>
    </li>
  );
}

function askRename(path: string): void {
  openDialog("Rename", (
    <OneLine label={`New name of ${path}`} value={path} action="Rename" hint="Other files that name it are not changed." onDone={(to) => rename(path, to)} />
  ));
}

function askRemove(path: string): void {
  const act = (): void => {
    closeDialog();
    remove(path).catch(tellOf);
  };
  openDialog("Delete", (
    <div class="form">
      <p>Delete <code>{path}</code> from the disk?</p>
      <div class="form-actions">
        <button type="button" class="button" autoFocus onClick={closeDialog}>Keep it</button>
        <button type="button" class="button danger" onClick={act}>Delete</button>
      </div>
    </div>
  ));
}

function moveFocus(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[data-row]")];
  const place = rows.indexOf(document.activeElement as HTMLElement);
  if (place < 0) return;
  event.preventDefault();
  rows[place + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
}
