/** The browser's small storage, or memory where it is closed to us: nothing on the page may break for want of it. */
import type { TextStorage } from '../state/storage.ts'

function open(): TextStorage {
  try {
    localStorage.setItem('millrace:probe', '1')
    return localStorage
  } catch {
    const values = new Map<string, string>()
    return {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
      removeItem: (key) => void values.delete(key),
    }
  }
}

export const pageStorage: TextStorage = open()
