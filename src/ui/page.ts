/** What only a browser can do, behind the editor's port. */
import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'
import type { Page } from './editor/ports.ts'
import { pageStorage } from './page-storage.ts'

/** Addresses of downloads are given back after the browser has surely read them. */
const DOWNLOAD_MS = 30_000

export function createPage(scheme: SchemeChoice): Page {
  return {
    download,
    pickFile,
    downloadText: (name, text, type) => {
      const url = URL.createObjectURL(new Blob([text], { type }))
      download(name, url)
      setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS)
    },
    // Without a secure connection there is no clipboard to ask.
    writeClipboard: async (text) => navigator.clipboard.writeText(text),
    readClipboard: async () => navigator.clipboard.readText(),
    toggleScheme: scheme.toggle,
  }
}

function download(name: string, url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}

/** An id that no other design of this browser has; it works without a secure connection too. */
export function freshId(): string {
  const words = crypto.getRandomValues(new Uint32Array(3))
  return [...words].map((word) => word.toString(36)).join('')
}

function pickFile(accept: string): Promise<File | undefined> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]))
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
}

export interface SchemeChoice {
  readonly manager: MantineColorSchemeManager
  toggle(this: void): void
}

const SCHEME_KEY = 'millrace:scheme'

function readScheme(): MantineColorScheme | null {
  const stored = pageStorage.getItem(SCHEME_KEY)
  return stored === 'light' || stored === 'dark' || stored === 'auto' ? stored : null
}

function writeScheme(scheme: MantineColorScheme): void {
  pageStorage.setItem(SCHEME_KEY, scheme)
}

/** Light, dark or like the system; remembered, and open to commands outside of any view. */
export function createSchemeChoice(): SchemeChoice {
  let told: ((scheme: MantineColorScheme) => void) | undefined
  return {
    manager: {
      get: (fallback) => readScheme() ?? fallback,
      set: writeScheme,
      subscribe: (listener) => {
        told = listener
      },
      unsubscribe: () => {
        told = undefined
      },
      clear: () => pageStorage.removeItem(SCHEME_KEY),
    },
    toggle: () => {
      const shown = document.documentElement.getAttribute('data-mantine-color-scheme')
      const next = shown === 'dark' ? 'light' : 'dark'
      writeScheme(next)
      told?.(next)
    },
  }
}
