/** Saved designs: the open one is written here after every edit, and earlier versions can be had back. */
import { createStore, del, get, set } from 'idb-keyval'
import type { Architecture } from '../architecture/architecture.ts'
import type { Problem } from '../base/problem.ts'
import type { Result } from '../base/result.ts'
import { exportJson, importJson } from '../formats/json.ts'
import { openSave, type Save, withSave } from './saves.ts'

/** A place that keeps values by key. */
export interface KeyValue {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}

/** What is needed of a browser's `localStorage`. */
export interface TextStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** The browser's database. */
export function indexedKeyValue(): KeyValue {
  const store = createStore('millrace', 'designs')
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    remove: (key) => del(key, store),
  }
}

/** Where the browser's database is closed to us (private windows of some browsers). */
export function textKeyValue(storage: TextStorage): KeyValue {
  return {
    get: async (key) => JSON.parse(storage.getItem(`millrace:${key}`) ?? 'null') as unknown,
    set: async (key, value) => storage.setItem(`millrace:${key}`, JSON.stringify(value)),
    remove: async (key) => storage.removeItem(`millrace:${key}`),
  }
}

/** The first of some places that works. */
export function firstWorking(places: readonly (() => KeyValue)[]): KeyValue {
  const chosen = choose(places)
  return {
    get: async (key) => (await chosen).get(key),
    set: async (key, value) => (await chosen).set(key, value),
    remove: async (key) => (await chosen).remove(key),
  }
}

async function choose(places: readonly (() => KeyValue)[]): Promise<KeyValue> {
  let reason: unknown = new Error('no place to keep designs')
  for (const place of places) {
    try {
      const keyValue = place()
      await keyValue.set('probe', true)
      return keyValue
    } catch (caught) {
      reason = caught
    }
  }
  throw reason
}

/** The design that was open last. */
export interface Held {
  readonly designId: string
  readonly architecture: Architecture
}

export interface Storage {
  /** Saved versions, newest first. */
  list(): Promise<readonly Save[]>
  /** Writes the present state of a design into the list; rejects when the browser refuses to keep it. */
  save(designId: string, architecture: Architecture): Promise<void>
  /** Remembers what is open, so that the next visit begins there. */
  hold(held: Held): Promise<void>
  /** The same at once, as the page goes away: what is written later may never arrive. */
  leave(held: Held): void
  /** What was open at the last visit; undefined at the first, or when it cannot be read any more. */
  held(): Promise<Held | undefined>
  /** A saved version, checked and migrated like anything that comes from outside. */
  read(save: Save): Promise<Result<Architecture, readonly Problem[]>>
}

const INDEX = 'saves'
const OPEN = 'open'
const LEFT = 'millrace:left'

export function createStorage(keyValue: KeyValue, quick: TextStorage, now: () => number): Storage {
  // One write after another: each reads the list that the one before has left.
  let last: Promise<void> = Promise.resolve()

  const stored = async () => savesIn(await keyValue.get(INDEX))

  const write = async ({ designId, architecture }: Held, nowMs: number) => {
    const saves = await stored()
    const open = openSave(saves, designId, nowMs)
    const written: Save = {
      id: open?.id ?? `${designId}@${nowMs}`,
      designId,
      name: architecture.name,
      beganAtMs: open?.beganAtMs ?? nowMs,
      savedAtMs: nowMs,
      components: architecture.components.length,
    }
    const { kept, dropped } = withSave(saves, written)
    await keyValue.set(written.id, exportJson(architecture))
    await keyValue.set(INDEX, kept)
    for (const save of dropped) await keyValue.remove(save.id)
  }

  const save = (held: Held, nowMs: number) => {
    const done = last.then(() => write(held, nowMs))
    last = done.catch(() => undefined)
    return done
  }

  /** What was left unsaved becomes what is open, and a version of the time it was left. */
  const recover = async () => {
    const record = parsed(quick.getItem(LEFT))
    const left = heldIn(record)
    if (left !== undefined) {
      await keyValue.set(OPEN, record)
      const { leftAtMs } = record as { leftAtMs?: unknown }
      const isListed = left.architecture.components.length > 0 && typeof leftAtMs === 'number'
      if (isListed) await save(left, leftAtMs).catch(() => undefined)
    }
    quick.removeItem(LEFT)
  }

  return {
    list: () => last.then(stored),
    save: (designId, architecture) => save({ designId, architecture }, now()),
    hold: ({ designId, architecture }) => keyValue.set(OPEN, { designId, text: exportJson(architecture) }),
    leave: ({ designId, architecture }) => {
      try {
        quick.setItem(LEFT, JSON.stringify({ designId, text: exportJson(architecture), leftAtMs: now() }))
      } catch {
        // A design too large for it is only as new as its last save.
      }
    },
    held: async () => {
      await recover()
      return heldIn(await keyValue.get(OPEN))
    },
    read: async (kept) => {
      const text = await keyValue.get(kept.id)
      return importJson(typeof text === 'string' ? text : '')
    },
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

function heldIn(stored: unknown): Held | undefined {
  if (typeof stored !== 'object' || stored === null || !('designId' in stored) || !('text' in stored)) return undefined
  const { designId, text } = stored
  if (typeof designId !== 'string' || typeof text !== 'string') return undefined
  const read = importJson(text)
  return read.ok ? { designId, architecture: read.value } : undefined
}

/** The list as stored; anything that is not one of ours is passed over. */
function savesIn(stored: unknown): readonly Save[] {
  return Array.isArray(stored) ? stored.filter(isSave) : []
}

function isSave(entry: unknown): entry is Save {
  if (typeof entry !== 'object' || entry === null) return false
  const save = entry as Partial<Record<keyof Save, unknown>>
  return (
    typeof save.id === 'string' &&
    typeof save.designId === 'string' &&
    typeof save.name === 'string' &&
    typeof save.beganAtMs === 'number' &&
    typeof save.savedAtMs === 'number' &&
    typeof save.components === 'number'
  )
}
