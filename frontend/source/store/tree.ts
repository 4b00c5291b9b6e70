// SPDX-License-Identifier: Apache-2.0
// A flat list of files as a tree of folders.

import type { Listed } from "../contract";

export interface Branch {
  name: string;
  path: string;
  folders: Branch[];
  files: Listed[];
}

/** The listing as a tree, folders before files, each in the order of the alphabet. */
export function treeOf(listed: readonly Listed[], folderPaths: readonly string[]): Branch {
  const root: Branch = { name: "", path: "", folders: [], files: [] };
  const branch = (path: string): Branch => {
    if (path === "") return root;
    const cut = path.lastIndexOf("/");
    const parent = branch(cut < 0 ? "" : path.slice(0, cut));
    let found = parent.folders.find((folder) => folder.path === path);
    if (!found) {
      found = { name: path.slice(cut + 1), path, folders: [], files: [] };
      parent.folders.push(found);
      parent.folders.sort((one, other) => one.name.localeCompare(other.name));
    }
    return found;
  };
  for (const path of folderPaths) branch(path);
  for (const file of listed) branch(file.path.includes("/") ? file.path.slice(0, file.path.lastIndexOf("/")) : "").files.push(file);
  const sort = (one: Branch): void => {
    one.files.sort((left, right) => left.path.localeCompare(right.path));
    one.folders.forEach(sort);
  };
  sort(root);
  return root;
}
