import type { KindWords } from '../kind.ts'

/** What people read about the queue, in English. */
export const en = {
  title: 'Message queue',
  summary: 'Keeps jobs until a worker has done them',
  fields: {
    storeTime: {
      label: 'Store time',
      help: 'Time until a message is stored and its producer is answered. The producer holds its thread meanwhile.',
    },
    visibilityMs: {
      label: 'Visibility timeout',
      help:
        'How long a message that was handed out stays hidden from other consumers. Shorter than the job takes, it ' +
        'is done twice; long, and the jobs of a dead worker wait that long.',
    },
    maxReceives: {
      label: 'Receives',
      help:
        'How often a message is handed out before it becomes a dead letter. At 1 a single mishap gives it up; high ' +
        'values let a bad message occupy workers again and again.',
    },
    capacity: {
      label: 'Capacity',
      help: 'Most messages it stores. When it is full, producers are turned away until workers have caught up.',
    },
  },
  ports: {
    consumers: { label: 'consumer', verb: 'hands messages to' },
  },
  gauges: {
    backlog: 'backlog',
    oldestMs: 'oldest message',
    redelivered: 'redelivered',
    deadLetters: 'dead letters',
    published: 'published',
    done: 'done',
  },
} satisfies KindWords
