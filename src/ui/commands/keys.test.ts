import { describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { isPress, keyLabel, type KeyPress } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('keys of commands', () => {
  it('match with Ctrl and with Command', () => {
    expect(isPress(press('z', { ctrlKey: true }), 'mod+Z')).toBe(true)
    expect(isPress(press('z', { metaKey: true }), 'mod+Z')).toBe(true)
    expect(isPress(press('z'), 'mod+Z')).toBe(false)
    expect(isPress(press('Z', { ctrlKey: true, shiftKey: true }), 'mod+Z')).toBe(false)
    expect(isPress(press('Z', { ctrlKey: true, shiftKey: true }), 'mod+shift+Z')).toBe(true)
  })

  it('match while Korean is being typed', () => {
    expect(isPress(press('ㅋ', { code: 'KeyZ', ctrlKey: true }), 'mod+Z')).toBe(true)
  })

  it('match signs wherever the layout has them', () => {
    expect(isPress(press('?', { shiftKey: true }), '?')).toBe(true)
    expect(isPress(press('+', { code: 'BracketRight' }), '+')).toBe(true)
    expect(isPress(press('1', { code: 'Digit1' }), '1')).toBe(true)
  })

  it('are spelled as on the keyboard at hand', () => {
    expect(keyLabel('mod+shift+Z', false)).toBe('Ctrl+Shift+Z')
    expect(keyLabel('mod+shift+Z', true)).toBe('⇧⌘Z')
    expect(keyLabel('+', false)).toBe('+')
  })

  it('belong to one command each', () => {
    const keys = commands.flatMap((command) => command.keys ?? [])
    expect(keys).toHaveLength(new Set(keys).size)
    expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length)
  })
})
