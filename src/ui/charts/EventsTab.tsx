import { SegmentedControl, Text, TextInput } from '@mantine/core'
import { CircleAlert, HeartPulse, Info, PencilLine, Search } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { RunEvent } from '../../simulation/reading.ts'
import type { EditStep } from '../../state/document.ts'
import type { RunState } from '../../state/run.ts'
import { useRun } from '../live/live.ts'
import { useNames } from '../live/names.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores, useView } from '../stores.ts'
import { formatClock } from '../transport/clock.ts'
import { useWords } from '../words.ts'
import classes from './charts.module.css'
import lists from './lists.module.css'
import { foldEdits, sentenceOf, topicOf, TOPICS } from './story.ts'
import type { Topic } from './story.ts'

const ICONS = { faults: CircleAlert, health: HeartPulse, edits: PencilLine, other: Info } as const
const storyOf = (state: RunState) => state.story

/** What happened, the newest first; pressing an event selects what it is about. */
export function EventsTab() {
  const speech = useSpeech()
  const { words, say } = speech
  const names = useNames()
  const inWords = useStepWords()
  const story = useRun(storyOf)
  const total = useRun((state) => state.storyTotal)
  const [topic, setTopic] = useState<Topic | 'all'>('all')
  const [text, setText] = useState('')
  const told = useMemo(
    () =>
      foldEdits(story)
        .map(({ event, number, step }) => {
          return { event, number, sentence: sentenceOf(event, speech, names, step && inWords(step)) }
        })
        .toReversed(),
    [story, speech, names, inWords],
  )
  const sought = text.trim().toLowerCase()
  const shown = told.filter(
    ({ event, sentence }) =>
      (topic === 'all' || topicOf(event) === topic) && (sought === '' || sentence.toLowerCase().includes(sought)),
  )
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={words.events.about}
          data={(['all', ...TOPICS] as const).map((value) => ({ value, label: words.events[value] }))}
          value={topic}
          onChange={setTopic}
        />
        <TextInput
          size="xs"
          type="search"
          aria-label={words.events.filter}
          placeholder={words.events.filter}
          leftSection={<Search size={14} strokeWidth={1.5} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {total > story.length && (
          <Text size="xs" c="dimmed">
            {say(words.events.kept, { kept: story.length, total })}
          </Text>
        )}
      </div>
      {shown.length === 0 && (
        <Text className={classes.empty}>{total === 0 ? words.events.none : words.events.noMatch}</Text>
      )}
      <ol className={lists.story} aria-label={words.events.label}>
        {shown.map(({ event, number, sentence }) => (
          <li key={number}>
            <EventRow event={event} sentence={sentence} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** What an edit did, or what an undo took back. */
function useStepWords(): (step: EditStep) => string {
  const words = useWords()
  const { editor } = useStores()
  return useCallback(
    ({ label, isUndone }) => {
      const what = editor.label(label)
      return isUndone ? words('bar.undoWhat', { what }) : what
    },
    [words, editor],
  )
}

function EventRow({ event, sentence }: { event: RunEvent; sentence: string }) {
  const select = useView((state) => state.select)
  const topic = topicOf(event)
  const Icon = ICONS[topic]
  const content = (
    <>
      <time className={lists.eventTime}>{formatClock(event.atMs)}</time>
      <Icon size={14} strokeWidth={1.75} aria-hidden className={lists.eventIcon} />
      <span>{sentence}</span>
    </>
  )
  const { component, connection } = event
  if (component === undefined && connection === undefined) {
    return (
      <div className={lists.event} data-topic={topic}>
        {content}
      </div>
    )
  }
  return (
    <button
      type="button"
      className={lists.event}
      data-topic={topic}
      onClick={() =>
        select({
          components: component === undefined ? [] : [component],
          connections: connection === undefined ? [] : [connection],
        })
      }
    >
      {content}
    </button>
  )
}
