import { Table } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { kinds } from '../../catalog/index.ts'
import written from '../../validation/totals.json'
import { Blocks } from '../inspector/Blocks.tsx'
import { helpOn } from '../inspector/help.ts'
import type { Block } from '../inspector/markdown.ts'
import { kindWords, useLanguage, useWords, type WordKey } from '../words.ts'
import { limitsOf, piecesOf, type Total } from './page.ts'
import english from './trust.en.md?raw'
import korean from './trust.ko.md?raw'
import classes from './trust.module.css'

const totals: readonly Total[] = written
const TEXTS = { en: english, ko: korean }

/** The text, with the table of cases and the limits of all kinds where they belong. */
export function Trust() {
  const language = useLanguage()
  const pieces = useMemo(() => piecesOf(TEXTS[language]), [language])
  return (
    <div className={classes.page}>
      {pieces.map((piece, index) => {
        if (piece.type === 'blocks') return <Blocks key={index} blocks={piece.blocks} />
        return piece.type === 'totals' ? <Totals key={index} /> : <Limits key={index} />
      })}
    </div>
  )
}

const COLUMNS = ['given', 'passing', 'failing', 'outOfScope', 'notYet'] as const

/** How many cases there are of each kind, and how they come out: as the program that runs them has written. */
function Totals() {
  const words = useWords()
  const sum = (column: (typeof COLUMNS)[number]) => totals.reduce((all, row) => all + row[column], 0)
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} fz="sm" className={classes.table} aria-label={words('trust.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('trust.kind')}</Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} scope="col">
                {words(`trust.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {totals.map((row) => (
            <Table.Tr key={row.kind}>
              <Table.Th scope="row" fw={400}>
                {words(`trust.kinds.${row.kind}` as WordKey)}
              </Table.Th>
              {COLUMNS.map((column) => (
                <Table.Td key={column}>{row[column]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{words('trust.all')}</Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column}>{sum(column)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  )
}

/** What each kind leaves out, as its own help says. */
function Limits() {
  const language = useLanguage()
  const [limits, setLimits] = useState<readonly (readonly Block[])[]>([])
  useEffect(() => {
    let isShown = true
    void Promise.all(kinds.map(({ kind }) => helpOn(kind, language))).then(
      (helps) => isShown && setLimits(helps.map(limitsOf)),
    )
    return () => {
      isShown = false
    }
  }, [language])
  return (
    <dl className={classes.limits}>
      {kinds.map(({ kind }, index) => (
        <div key={kind}>
          <dt>{kindWords(kind, language).title}</dt>
          <dd>
            <Blocks blocks={limits[index] ?? []} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
