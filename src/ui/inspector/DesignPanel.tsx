import { Text, UnstyledButton } from '@mantine/core'
import { CircleX, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { Architecture, Objectives } from '../../architecture/architecture.ts'
import { check, type Finding } from '../../architecture/check.ts'
import { findComponent } from '../../architecture/lookup.ts'
import { useSentence } from '../sentences.ts'
import { useDocument, useStores, useView } from '../stores.ts'
import { hasOtherLoad } from '../transport/users.ts'
import { useWords, type WordKey } from '../words.ts'
import { EntryInput } from './EntryInput.tsx'
import { durationEntry, parseDuration, parseRatio, ratioEntry } from './entry.ts'
import { Section } from './Section.tsx'

/** About the whole design, while nothing is selected: its size, what is asked of it, what is odd, what to do next. */
export function DesignPanel() {
  const words = useWords()
  const architecture = useDocument((state) => state.architecture)
  const { components, connections } = architecture
  return (
    <>
      <header className="mr-subject">
        <div>
          <Text fw={600} size="sm">
            {architecture.name || words('bar.untitled')}
          </Text>
          <Text size="xs" c="dimmed">
            {words('inspector.design.components', { count: components.length })},{' '}
            {words('inspector.design.connections', { count: connections.length })}
          </Text>
        </div>
      </header>
      <Findings architecture={architecture} />
      <ObjectivesFields objectives={architecture.objectives} />
      <Next architecture={architecture} />
    </>
  )
}

function Findings({ architecture }: { architecture: Architecture }) {
  const words = useWords()
  const findings = useMemo(() => check(architecture), [architecture])
  if (findings.length === 0 || architecture.components.length === 0) return null
  return (
    <Section title={words('inspector.design.problems')}>
      <ul className="mr-links">
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.where}`}>
            <FindingRow finding={finding} isKnown={findComponent(architecture, finding.where) !== undefined} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function FindingRow({ finding, isKnown }: { finding: Finding; isKnown: boolean }) {
  const sentence = useSentence()
  const selectComponent = useView((state) => state.selectComponent)
  const Icon = finding.severity === 'error' ? CircleX : TriangleAlert
  const content = (
    <>
      <Icon
        size={15}
        strokeWidth={1.75}
        color={finding.severity === 'error' ? 'var(--mr-down)' : 'var(--mr-slow)'}
        aria-hidden
      />
      <span className="mr-finding">{sentence(finding)}</span>
    </>
  )
  if (!isKnown) return <div className="mr-link">{content}</div>
  return (
    <UnstyledButton className="mr-link" onClick={() => selectComponent(finding.where)}>
      {content}
    </UnstyledButton>
  )
}

const LATENCY = { min: 1, max: 600_000 }
const ERRORS = { min: 0, max: 1 }

function ObjectivesFields({ objectives }: { objectives: Objectives }) {
  const words = useWords()
  const { editor } = useStores()
  return (
    <Section title={words('inspector.design.objectives')}>
      <div className="mr-fields">
        <Objective label="inspector.design.latency" help="inspector.design.latencyHelp">
          {(label) => (
            <EntryInput
              label={label}
              value={objectives.latencyMs}
              parse={(text) => parseDuration(text, LATENCY)}
              show={durationEntry}
              showLimit={(limit) => durationEntry(LATENCY[limit])}
              onChange={(latencyMs) => latencyMs !== null && editor.setObjectives({ latencyMs })}
            />
          )}
        </Objective>
        <Objective label="inspector.design.errors" help="inspector.design.errorsHelp">
          {(label) => (
            <EntryInput
              label={label}
              value={objectives.errorRatio}
              parse={(text) => parseRatio(text, ERRORS)}
              show={ratioEntry}
              showLimit={(limit) => ratioEntry(ERRORS[limit])}
              unit={<span className="mr-unit">%</span>}
              onChange={(errorRatio) => errorRatio !== null && editor.setObjectives({ errorRatio })}
            />
          )}
        </Objective>
      </div>
    </Section>
  )
}

interface ObjectiveProps {
  label: WordKey
  help: WordKey
  children: (label: string) => ReactNode
}

function Objective({ label, help, children }: ObjectiveProps) {
  const words = useWords()
  return (
    <div className="mr-field">
      <span className="mr-field-label">{words(label)}</span>
      {children(words(label))}
      <Text size="xs" c="dimmed">
        {words(help)}
      </Text>
    </div>
  )
}

function Next({ architecture }: { architecture: Architecture }) {
  const words = useWords()
  const hints: readonly WordKey[] =
    architecture.components.length < 2
      ? ['inspector.design.nextEmpty']
      : [
          'inspector.design.nextSelect',
          'inspector.design.nextBreak',
          hasOtherLoad(architecture) ? 'inspector.design.nextLoad' : 'inspector.design.nextUsers',
          'inspector.design.nextExport',
        ]
  return (
    <Section title={words('inspector.design.next')}>
      <ul className="mr-next">
        {hints.map((hint) => (
          <li key={hint}>{words(hint)}</li>
        ))}
      </ul>
    </Section>
  )
}
