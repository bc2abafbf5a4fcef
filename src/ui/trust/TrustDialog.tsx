/** In words, what the figures are worth: what was proved and how, and what they do not say. */
import { Modal, ScrollArea, Stack, Table, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { kinds } from '../../catalog/index.ts'
import { useCloseDialog, useDialog } from '../dialogs/dialog.ts'
import { Blocks } from '../prose/Blocks.tsx'
import { helpOn, limitsOf } from '../prose/help.ts'
import { type Block, parseMarkdown } from '../prose/markdown.ts'
import { kindWords, useLanguage, useWords } from '../words.ts'
import { type CaseKind, sumOf, type Totals, totalsByKind } from './totals.ts'

const texts = import.meta.glob<string>('./trust.*.md', { query: '?raw', import: 'default' })

export function TrustDialog() {
  const words = useWords()
  const dialog = useDialog('trust')
  const close = useCloseDialog()
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={words('trust.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('dialogs.close') }}
    >
      {dialog !== null && (
        <Stack gap="md">
          <Prose />
          <Limits />
        </Stack>
      )}
    </Modal>
  )
}

/** The table follows the part that is about it, the third one. */
const CASES_AFTER = 3

function Prose() {
  const blocks = useTexts()
  const heads = blocks.flatMap((block, place) => (block.type === 'heading' ? [place] : []))
  const end = heads[CASES_AFTER] ?? blocks.length
  return (
    <>
      <div className="mr-prose">
        <Blocks blocks={blocks.slice(0, end)} />
      </div>
      <Cases />
      <div className="mr-prose">
        <Blocks blocks={blocks.slice(end)} />
      </div>
    </>
  )
}

function useTexts(): readonly Block[] {
  const language = useLanguage()
  const [blocks, setBlocks] = useState<readonly Block[]>([])
  useEffect(() => {
    let isShown = true
    void texts[`./trust.${language}.md`]?.().then((text) => isShown && setBlocks(parseMarkdown(text)))
    return () => {
      isShown = false
    }
  }, [language])
  return blocks
}

function Cases() {
  const words = useWords()
  const rows = Object.entries(totalsByKind) as [CaseKind, Totals][]
  return (
    <>
      <ScrollArea type="auto" offsetScrollbars="x">
        <Table striped miw={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('trust.kind')}</Table.Th>
              {(['given', 'passing', 'failing', 'outOfScope', 'open'] as const).map((key) => (
                <Table.Th key={key} ta="right">
                  {words(`trust.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([kind, totals]) => (
              <Row key={kind} name={words(`trust.kinds.${kind}`)} totals={totals} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Row name={words('trust.all')} totals={sumOf(Object.values(totalsByKind))} />
          </Table.Tfoot>
        </Table>
      </ScrollArea>
      <Text size="xs" c="dimmed">
        {words('trust.note')}
      </Text>
    </>
  )
}

/** What each kind leaves out, as its own help says. */
function Limits() {
  const words = useWords()
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
    <section className="mr-prose" aria-label={words('trust.limits')}>
      <h4 className="mr-about-heading">{words('trust.limits')}</h4>
      {kinds.map(({ kind }, index) => (
        <div key={kind}>
          <strong>{kindWords(kind, language).title}</strong>
          <Blocks blocks={limits[index] ?? []} />
        </div>
      ))}
    </section>
  )
}

function Row({ name, totals }: { name: string; totals: Totals }) {
  const { given, passing, failing, outOfScope } = totals
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {name}
      </Table.Th>
      {[given, passing, failing, outOfScope, given - passing - failing - outOfScope].map((count, index) => (
        <Table.Td key={index} ta="right">
          {count}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}
