-- SPDX-License-Identifier: Apache-2.0
-- Fabula in Neovim 0.8 or newer: put this file into ~/.config/nvim/plugin/. It needs `pip install "fabula[lsp]"`.

local command = vim.g.fabula_command or { "fabula", "lsp" }

vim.filetype.add({ extension = { world = "fabula", pattern = "fabula" } })

vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("fabula", { clear = true }),
  pattern = { "fabula", "markdown" },
  callback = function(event)
    if vim.fn.executable(command[1]) == 0 then
      return
    end
    local file = vim.api.nvim_buf_get_name(event.buf)
    local here = file ~= "" and vim.fs.dirname(file) or vim.fn.getcwd()
    local marked = vim.fs.find({ ".git" }, { upward = true, path = here })[1]
    vim.lsp.start({
      name = "fabula",
      cmd = command,
      root_dir = marked and vim.fs.dirname(marked) or here,
    })
    if event.match == "fabula" then
      vim.bo[event.buf].commentstring = "# %s"
      vim.bo[event.buf].shiftwidth = 4
      vim.bo[event.buf].expandtab = true
    end
  end,
})

-- The lines above events (reason found · who saw it): shown when a file is opened, saved, or left alone for a while.
vim.api.nvim_create_autocmd("LspAttach", {
  group = vim.api.nvim_create_augroup("fabula_lenses", { clear = true }),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client == nil or client.name ~= "fabula" then
      return
    end
    vim.api.nvim_create_autocmd({ "BufEnter", "BufWritePost", "CursorHold" }, {
      buffer = event.buf,
      callback = function()
        vim.lsp.codelens.refresh()
      end,
    })
  end,
})
