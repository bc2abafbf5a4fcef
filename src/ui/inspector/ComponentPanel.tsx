import { Text } from '@mantine/core'
import type { Component } from '../../architecture/architecture.ts'
import { definitionOf, isGroup } from '../../architecture/lookup.ts'
import { KindIcon } from '../icons.tsx'
import { FaultButtons } from '../live/FaultButtons.tsx'
import { TheorySection } from '../theory/TheorySection.tsx'
import { useKindWords, useWords } from '../words.ts'
import { About } from './About.tsx'
import { ConnectionList } from './ConnectionList.tsx'
import { FieldList } from './FieldList.tsx'
import { MemberList } from './MemberList.tsx'
import { NameField } from './NameField.tsx'
import { OutcomesSection } from './OutcomesSection.tsx'
import { Section } from './Section.tsx'
import { VolumeSection } from './VolumeSection.tsx'

export function ComponentPanel({ component }: { component: Component }) {
  const words = useWords()
  const { title, summary } = useKindWords(component.kind)
  const definition = definitionOf(component)
  return (
    <>
      <header className="mr-subject" data-accent={definition.look.accent}>
        <span className="mr-tile mr-soft">
          <KindIcon icon={definition.look.icon} />
        </span>
        <div>
          <Text fw={600} size="sm">
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {summary}
          </Text>
        </div>
      </header>
      <NameField component={component} />
      {definition.faults.length > 0 && (
        <Section title={words('inspector.breakIt')}>
          <FaultButtons target={{ type: 'component', id: component.id }} />
        </Section>
      )}
      {isGroup(component) && <MemberList group={component} />}
      {component.kind === 'client' && <OutcomesSection id={component.id} />}
      {!isGroup(component) && <TheorySection id={component.id} />}
      <FieldList owner={{ type: 'component', id: component.id }} fields={definition.fields} config={component.config} />
      {component.kind === 'client' && <VolumeSection config={component.config} />}
      {!isGroup(component) && <ConnectionList component={component} />}
      <About kind={component.kind} />
    </>
  )
}
