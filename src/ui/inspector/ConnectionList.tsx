import { Button, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { ArrowLeft, ArrowRight, Cable } from 'lucide-react'
import type { Component, Connection } from '../../architecture/architecture.ts'
import { componentOf, connectionsOf } from '../../architecture/lookup.ts'
import { NOTHING } from '../../state/view.ts'
import { useDocument, useView } from '../stores.ts'
import { kindWords, useLanguage, useWords } from '../words.ts'
import { Section } from './Section.tsx'

/** What a component calls and is called by; each leads to its connection. */
export function ConnectionList({ component }: { component: Component }) {
  const words = useWords()
  const show = useView((state) => state.show)
  const architecture = useDocument((state) => state.architecture)
  const connections = connectionsOf(architecture, component.id)
  const connect = (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<Cable size={14} strokeWidth={1.75} aria-hidden />}
      onClick={() => show({ type: 'connect', from: component.id })}
    >
      {words('inspector.connections.connect')}
    </Button>
  )
  return (
    <Section title={words('inspector.connections.title')} aside={connect}>
      {connections.length === 0 && (
        <Text size="xs" c="dimmed">
          {words('inspector.connections.none')}
        </Text>
      )}
      <ul className="mr-links">
        {connections.map((connection) => (
          <li key={connection.id}>
            <Row connection={connection} isOut={connection.from === component.id} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Row({ connection, isOut }: { connection: Connection; isOut: boolean }) {
  const language = useLanguage()
  const words = useWords()
  const select = useView((state) => state.select)
  const architecture = useDocument((state) => state.architecture)
  const caller = componentOf(architecture, connection.from)
  const other = componentOf(architecture, isOut ? connection.to : connection.from)
  const verb = kindWords(caller.kind, language).ports[connection.port]?.verb ?? connection.port
  const Arrow = isOut ? ArrowRight : ArrowLeft
  return (
    <UnstyledButton className="mr-link" onClick={() => select({ ...NOTHING, connections: [connection.id] })}>
      <Arrow size={14} strokeWidth={1.75} aria-hidden />
      <VisuallyHidden>{words(isOut ? 'inspector.connections.out' : 'inspector.connections.in')}</VisuallyHidden>
      <span>{other.name}</span>
      <small>{verb}</small>
    </UnstyledButton>
  )
}
