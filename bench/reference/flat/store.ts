/** An LRU store as a ring through an array indexed by key; behind the last key stands the ring's end. */
import { layout } from './memory.ts'

const { STORE, STORED } = layout

/** Of a key that is not stored, the newer neighbor is none. */
const NONE = -1
const LINKS = 2 * STORE

/** Makes an empty store; returns the word behind it, from which on every key has a word that is free for use. */
export function clearStore(i32: Int32Array, keys: number): number {
  i32.fill(NONE, LINKS, LINKS + 2 * keys)
  i32[LINKS + 2 * keys] = keys
  i32[LINKS + 2 * keys + 1] = keys
  i32[STORED] = 0
  return STORE + keys + 1
}

export function isStored(i32: Int32Array, key: number): boolean {
  return i32[LINKS + 2 * key]! >= 0
}

function unlink(i32: Int32Array, key: number): void {
  const newer = i32[LINKS + 2 * key]!
  const older = i32[LINKS + 2 * key + 1]!
  i32[LINKS + 2 * newer + 1] = older
  i32[LINKS + 2 * older] = newer
}

function linkAsNewest(i32: Int32Array, key: number, keys: number): void {
  const newest = i32[LINKS + 2 * keys + 1]!
  i32[LINKS + 2 * key] = keys
  i32[LINKS + 2 * key + 1] = newest
  i32[LINKS + 2 * newest] = key
  i32[LINKS + 2 * keys + 1] = key
}

/** Whether a key is stored; if so it becomes the newest. */
export function read(i32: Int32Array, key: number, keys: number): boolean {
  if (!isStored(i32, key)) return false
  touch(i32, key, keys)
  return true
}

/** A stored key becomes the newest. */
export function touch(i32: Int32Array, key: number, keys: number): void {
  unlink(i32, key)
  linkAsNewest(i32, key, keys)
}

export function remove(i32: Int32Array, key: number): void {
  unlink(i32, key)
  i32[LINKS + 2 * key] = NONE
  i32[STORED]!--
}

/** Stores a key as the newest; when `capacity` keys are stored the oldest goes. */
export function write(i32: Int32Array, key: number, keys: number, capacity: number): void {
  if (isStored(i32, key)) {
    touch(i32, key, keys)
    return
  }
  if (i32[STORED]! >= capacity) remove(i32, i32[LINKS + 2 * keys]!)
  linkAsNewest(i32, key, keys)
  i32[STORED]!++
}
