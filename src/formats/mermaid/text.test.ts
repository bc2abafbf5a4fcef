import { describe, expect, test } from 'vitest'
import { fingerprint, readRecords, recordLine } from './records.ts'
import { mermaidIds, plainLabel, quoted } from './text.ts'

describe('labels', () => {
  test('what means something to Mermaid is written as a code', () => {
    expect(quoted('a "b" <c> #1; 50 % `x` $y$ {z} | \\')).toBe(
      '"a #34;b#34; #60;c#62; #35;1#59; 50 #37; #96;x#96; #36;y#36; #123;z#125; #124; #92;"',
    )
    expect(quoted('웹 서버 (1), [2] + 日本語 🚀')).toBe('"웹 서버 (1), [2] + 日本語 🚀"')
  })

  test('nothing, and half a character, are still labels', () => {
    expect(quoted('')).toBe('" "')
    expect(quoted('a\uD83Db')).toBe('"a#65533;b"')
  })

  test.each([
    ['R&amp;D', 'R&D'],
    ['a &lt;b&gt;', 'a <b>'],
    ['one<br/>two', 'one\ntwo'],
    ['one\\ntwo', 'one\ntwo'],
    ['<b>bold</b> move', 'bold move'],
    ['ﬂ°°35¶ß1 ﬂ°quot¶ßxﬂ°quot¶ß', '#1 "x"'],
    ['ﬂ°heart¶ß', '#heart;'],
    ['ﬂ°°38¶ßlt;', '&lt;'],
    ['ﬂ°°99999999¶ß', 'ﬂ°°99999999¶ß'],
  ])('%s is meant as %s', (parsed, meant) => expect(plainLabel(parsed)).toBe(meant))
})

test('ids are kept where Mermaid takes them, and are never two of a kind', () => {
  const ids = ['web-1', 'web_1', 'end', 'Graph-2', '서버-1', 'x', '9', 'style9']
  expect([...mermaidIds(ids).values()]).toEqual(['web_1', 'n1', 'n2', 'n3', 'n4', 'x', 'n5', 'n6'])
})

describe('records', () => {
  test('signs that Mermaid might trip over are escaped, and come back', () => {
    const value = { component: { name: '--> %% <b> \u2028 end' } }
    const line = recordLine(value)
    expect(line).not.toMatch(/[<>\u2028]|%.*%.*%/)
    expect(readRecords(`flowchart LR\n${line}\n`)).toEqual({ records: [{ value, lineNumber: 2 }], notes: [] })
  })

  test('other comments are nobody’s business', () => {
    expect(readRecords('%% hello\n%% {not json}\n%%{init: {}}%%\n')).toEqual({ records: [], notes: [] })
  })

  test('a fingerprint is of what is written, not of how it is spaced', () => {
    expect(fingerprint('  a --> b ')).toBe(fingerprint('a  -->  b'))
    expect(fingerprint('a --> b')).not.toBe(fingerprint('a --> c'))
  })
})
