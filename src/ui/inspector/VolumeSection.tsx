import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { formatBytes, formatRate } from '../../base/format.ts'
import type { Load } from '../../catalog/client/load.ts'
import { volumeOf } from '../../catalog/client/volume.ts'
import type { Config } from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import { Section } from './Section.tsx'

function perSecond(bytes: number): string {
  return `${formatBytes(bytes)}/s`
}

/** What the load of a client amounts to, worked out as on a napkin. */
export function VolumeSection({ config }: { config: Config }) {
  const words = useWords()
  const volume = useMemo(() => volumeOf(config as unknown as Load), [config])
  if (volume === undefined) return null
  const most = (text: string) => (volume.isMost ? words('inspector.volume.most', { amount: text }) : text)
  const rows = [
    ['average', `${most(formatRate(volume.averagePerSecond))} · ${perSecond(volume.averageBytesPerSecond)}`],
    ['peak', `${most(formatRate(volume.peakPerSecond))} · ${perSecond(volume.peakBytesPerSecond)}`],
    ['day', most(formatBytes(volume.writtenPerDay))],
    ['year', most(formatBytes(volume.writtenPerYear))],
  ] as const
  return (
    <Section title={words('inspector.volume.title')}>
      <dl className="mr-volume">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{words(`inspector.volume.${name}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt={6}>
        {words('inspector.volume.hint')}
      </Text>
    </Section>
  )
}
