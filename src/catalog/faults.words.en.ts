import type { FaultType, KindWords } from './kind.ts'

/** The words of one fault, in one language. */
export interface FaultWords {
  /** On the button that breaks it, and in lists. */
  readonly label: string
  readonly help: string
  /** On the button that ends it; a momentary fault has none. */
  readonly repair?: string
  readonly fields: KindWords['fields']
  /** Labels of what its choices offer. */
  readonly options?: KindWords['options']
}

/** What people read about faults, in English. */
export const en: Readonly<Record<FaultType, FaultWords>> = {
  crash: {
    label: 'Crash',
    help:
      'It stops at once; of a group, everything inside does. The requests within fail, what was in memory is gone, ' +
      'what is on disk stays.',
    repair: 'Restart',
    fields: {
      callers: {
        label: 'Callers hear',
        help:
          'Reset: the system of a dead process refuses calls, now and later. Silence: a machine or data center is ' +
          'gone, and only timeouts tell. By target: silence from a host, zone or region, resets from the rest.',
      },
    },
    options: { auto: 'By target', reset: 'Reset', silent: 'Silence' },
  },
  slow: {
    label: 'Slow down',
    help: 'It goes on working, but everything takes longer, so its lines grow and its callers wait.',
    repair: 'Restore speed',
    fields: {
      factor: {
        label: 'Slowdown',
        help:
          'How many times longer each service time becomes. Little above 1 may go unnoticed; at high values its ' +
          'callers time out; at the most it all but stands still.',
      },
    },
  },
  errors: {
    label: 'Errors',
    help: 'Part of its calls end in an error, as after a bad release.',
    repair: 'Stop errors',
    fields: {
      ratio: {
        label: 'Error share',
        help: 'Share of the calls that fail. At 100 % nothing succeeds any more, though it is up and answers.',
      },
    },
  },
  flush: {
    label: 'Flush',
    help: 'All entries are gone at once; until they are back, every lookup is a miss that somebody else has to answer.',
    fields: {},
  },
  purge: {
    label: 'Purge',
    help: 'All copies are declared invalid. Word reaches each edge after its purge time; until then it serves them.',
    fields: {},
  },
  release: {
    label: 'Publish files',
    help: 'A new version of every static file. Copies that were fetched before are old from now on.',
    fields: {},
  },
  spike: {
    label: 'Traffic spike',
    help: 'Many times the usual requests arrive, until the spike is ended.',
    repair: 'End spike',
    fields: {
      factor: {
        label: 'Traffic factor',
        help:
          'How many times the usual rate arrives. Small factors show whether there is headroom; large ones what ' +
          'gives way first.',
      },
    },
  },
  monkey: {
    label: 'Kill at random',
    help: 'Every now and then one of its instances is killed, any of them, and starts again after a while.',
    repair: 'Stop killing',
    fields: {
      meanIntervalMs: {
        label: 'Mean interval',
        help: 'Time between two kills on average; it is exponential. Of n instances, each runs n times as long.',
      },
      meanDownMs: {
        label: 'Mean downtime',
        help: 'Time until a killed instance is back, on average; it is exponential.',
      },
    },
  },
  cut: {
    label: 'Cut',
    help: 'Nothing gets through in either direction, and nobody is told: callers notice only by their timeouts.',
    repair: 'Reconnect',
    fields: {},
  },
  delay: {
    label: 'Delay',
    help: 'Every message over this connection takes longer.',
    repair: 'Remove delay',
    fields: {
      addMs: {
        label: 'Extra latency',
        help: 'Time added to each message. Less than the timeout, calls are only slower; beyond it they fail.',
      },
    },
  },
  loss: {
    label: 'Lose messages',
    help: 'Part of the messages are lost and sent again after a pause that doubles, so some calls become much slower.',
    repair: 'Stop losses',
    fields: {
      ratio: {
        label: 'Lost share',
        help:
          'Share of the messages that are lost. A few percent show only in the slowest calls; at half of them most ' +
          'calls take longer than a second.',
      },
    },
  },
  bandwidth: {
    label: 'Narrow the line',
    help: 'Only so much gets through a second. What is sent beyond that waits its turn, in either direction.',
    repair: 'Widen the line',
    fields: {
      mbps: {
        label: 'Bandwidth',
        help:
          'What the line carries a second. Plenty: a message is only a little later; less than is sent: a line grows ' +
          'until calls time out.',
      },
    },
  },
}
