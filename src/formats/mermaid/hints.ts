/**
 * What a label says about a component, by the words that kinds know themselves by. In English and Korean the last word
 * of a name is the thing itself ("user service", "메시지 큐"); but a "DNS server" or a "cache service" is what comes
 * before the server.
 */
import { kinds } from '../../catalog/index.ts'
import type { KindDefinition } from '../../catalog/kind.ts'

/** What only passes traffic on and is no component here. */
const PASSING = ['internet', 'network', 'firewall', 'waf', 'vpc', 'isp', '인터넷', '네트워크', '방화벽']

const REPLICA = ['replica', 'slave', 'secondary', 'standby', 'follower', '슬레이브', '복제본', '레플리카', '읽기']
const PRIMARY = ['primary', 'master', 'leader', 'writer', '마스터', '주 데이터', '프라이머리', '쓰기']

/** The kind whose word is too general to stand against another kind's. */
const GENERAL = 'server'
/** A kind that is named as the user of something as often as for itself ("user database"). */
const POSSESSOR = 'client'

interface Match {
  readonly start: number
  readonly end: number
  readonly kinds: readonly string[]
}

/** The kinds of a sort that a text may name: one when it is clear, several when a word is shared, else none. */
export function kindsNamed(text: string, sort: KindDefinition['sort']): readonly string[] {
  const found = spellings(text).map((spelling) => matchesIn(spelling, sort))
  const matches = found.find((list) => list.length > 0) ?? []
  const last = matches.at(-1)
  if (!last) return []
  const before = matches.slice(0, -1).flatMap((match) => match.kinds)
  if (last.kinds.length > 1) {
    const said = last.kinds.filter((kind) => before.includes(kind))
    return said.length > 0 ? said : last.kinds
  }
  const special = before.findLast((kind) => kind !== GENERAL && kind !== POSSESSOR)
  return last.kinds[0] === GENERAL && special !== undefined ? [special] : last.kinds
}

/** Whether a node only passes traffic on, like the internet. */
export function isPassing(label: string): boolean {
  return kindsNamed(label, 'component').length === 0 && says(label, PASSING)
}

/** Whether a label is nothing but a kind's word, as "Users" is and "user_id % 4" is not. */
export function isNameOfKind(label: string): boolean {
  const words = kinds.flatMap(({ mermaid }) => mermaid.hints)
  return spellings(label.trim()).some((text) =>
    words.some((word) => text === word.toLowerCase() || text === `${word.toLowerCase()}s`),
  )
}

/** Whether a label names a database that follows another. */
export function saysReplica(label: string): boolean {
  return says(label, REPLICA) && !says(label, PRIMARY)
}

/** Whether a label names a database that others follow. */
export function saysPrimary(label: string): boolean {
  return says(label, PRIMARY) && !says(label, REPLICA)
}

function says(label: string, words: readonly string[]): boolean {
  return spellings(label).some((text) => words.some((word) => indexesOf(text, word).length > 0))
}

/** A text as words: as it is written, and with its compounds taken apart (`webServer`, `load_balancer`). */
function spellings(text: string): readonly string[] {
  const plain = text.normalize('NFC').replace(/[-_/.\s]+/g, ' ')
  const apart = plain.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return [plain.toLowerCase(), apart.toLowerCase()]
}

/** The words of kinds in a text, from left to right; a longer word hides a shorter one inside it. */
function matchesIn(text: string, sort: KindDefinition['sort']): readonly Match[] {
  const byWord = new Map<string, string[]>()
  for (const { kind, sort: itsSort, mermaid } of kinds) {
    if (itsSort !== sort) continue
    for (const hint of mermaid.hints) {
      const word = hint
        .normalize('NFC')
        .toLowerCase()
        .replace(/[-_/.\s]+/g, ' ')
      byWord.set(word, [...(byWord.get(word) ?? []), kind])
    }
  }
  const all = [...byWord].flatMap(([word, named]) =>
    indexesOf(text, word).map((start): Match => ({ start, end: start + word.length, kinds: named })),
  )
  const longest = all.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
  const kept: Match[] = []
  for (const match of longest) {
    if (kept.every(({ start, end }) => match.end <= start || match.start >= end)) kept.push(match)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

/** Where a word stands in a text. A Latin word stands alone, but for a plural or a number; Korean words join others. */
function indexesOf(text: string, word: string): readonly number[] {
  const isLatin = /^[a-z0-9 ]+$/.test(word)
  const indexes: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at)
    const after = text.slice(at + word.length)
    if (!isLatin || (!/[a-z]$/.test(before) && /^(?:s|es)?(?![a-z])/.test(after))) indexes.push(at)
  }
  return indexes
}
