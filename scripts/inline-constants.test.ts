import { describe, expect, it } from 'vitest'
import { inlineConstants, numbersOf } from './inline-constants.ts'

const numbers = numbersOf('layout.ts', 'export const NEXT = 0\nexport const STATE = 1\nexport const MASK = 1 << 4\n')
const at = (specifier: string) => (specifier === './layout.ts' ? numbers : undefined)

describe('numbers by name', () => {
  it('are read where they are literals; what is computed is left to be loaded', () => {
    expect([...numbers]).toEqual([
      ['NEXT', 0],
      ['STATE', 1],
    ])
  })

  it('are written out where the file is imported as a whole, and lines and columns stay', () => {
    const text = "import * as L from './layout.ts'\nexport const f = (i: Int32Array) => i[L.STATE] ?? L.MASK\n"
    const written = inlineConstants('f.ts', text, at)
    expect(written).toContain('i[1      ] ?? L.MASK')
    expect(written).toHaveLength(text.length)
  })

  it('of other files, and names that only look alike, are let alone', () => {
    const other = "import * as L from './other.ts'\nconst x = L.STATE\n"
    expect(inlineConstants('x.ts', other, at)).toBe(other)
    const shadow = "import * as L from './layout.ts'\nconst x = { L: { STATE: 5 } }\nconst y = x.L.STATE\n"
    expect(inlineConstants('y.ts', shadow, at)).toContain('x.L.STATE')
  })
})
