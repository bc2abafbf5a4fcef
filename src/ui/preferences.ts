/** What a visitor chose, between visits. What is stored may be of an older version, so each part is checked. */
import type { Pane, Preferences } from '../state/view.ts'
import { pageStorage } from './page-storage.ts'
import { preferredLanguage } from './words.ts'

const KEY = 'millrace:preferences'
const PANES: readonly Pane[] = ['palette', 'inspector', 'readings']

export function readPreferences(): Preferences {
  const stored = storedRecord()
  const { language, snap, minimap, folded } = stored
  return {
    language: language === 'en' || language === 'ko' ? language : preferredLanguage(navigator.languages),
    snap: snap !== false,
    minimap: minimap === true,
    folded: Array.isArray(folded) ? PANES.filter((pane) => folded.includes(pane)) : [],
  }
}

export function writePreferences(preferences: Preferences): void {
  const text = JSON.stringify(preferences)
  if (pageStorage.getItem(KEY) !== text) pageStorage.setItem(KEY, text)
}

function storedRecord(): Partial<Record<keyof Preferences, unknown>> {
  try {
    const value: unknown = JSON.parse(pageStorage.getItem(KEY) ?? 'null')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
