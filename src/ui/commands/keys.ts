/** Which keys a command listens to, told apart the same on every keyboard layout and input method. */

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether a press is the combination `mod+shift+Z`; `mod` is Ctrl, or Command on a Mac. */
export function isPress(press: KeyPress, keys: string): boolean {
  const parts = keys.split(/\+(?=.)/)
  const main = parts.at(-1) ?? ''
  const isMod = press.ctrlKey || press.metaKey
  if (isMod !== parts.includes('mod') || press.altKey !== parts.includes('alt')) return false
  // A sign such as "?" is where the layout has it, with or without Shift.
  const isSign = main.length === 1 && !/[A-Za-z0-9]/.test(main)
  if (!isSign && press.shiftKey !== parts.includes('shift')) return false
  return isMain(press, main)
}

function isMain(press: KeyPress, main: string): boolean {
  if (main === 'Space') return press.code === 'Space'
  if (/^[0-9]$/.test(main)) return press.code === `Digit${main}` || press.code === `Numpad${main}`
  if (!/^[A-Za-z]$/.test(main)) return press.key === main
  // While Korean is being typed the key is a Hangul letter; its place tells the Latin one.
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase() === main.toUpperCase()
  return press.code === `Key${main.toUpperCase()}`
}

/** Keys that stand for themselves; they must not be taken from somebody who is doing something elsewhere. */
export function isBare(keys: string): boolean {
  return !/\b(mod|alt)\b/.test(keys)
}

/** How far an arrow key moves, in steps, or undefined for another key. */
export function arrowOf(press: KeyPress): { readonly x: number; readonly y: number } | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined
  return ARROWS[press.key]
}

const ARROWS: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Keys as they stand on a keyboard: `mod+shift+Z` is "Ctrl+Shift+Z", or "⇧⌘Z" on a Mac. */
export function keyLabel(keys: string, isMac: boolean): string {
  const parts = keys.split(/\+(?=.)/)
  if (!isMac) return parts.map((part) => PLAIN[part] ?? part).join('+')
  const modifiers = MAC_ORDER.filter((part) => parts.includes(part))
  return [...modifiers, parts.at(-1) ?? ''].map((part) => MAC[part] ?? part).join('')
}

const MAC_ORDER = ['alt', 'shift', 'mod']
const PLAIN: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  Delete: 'Del',
  Escape: 'Esc',
}
const MAC: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', Delete: '⌦', Escape: 'Esc' }
