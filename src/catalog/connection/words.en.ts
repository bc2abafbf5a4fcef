import type { KindWords } from '../kind.ts'

/** Words of the fields that belong to connections: of every calling port, and of single ports of a kind. */
export type ConnectionWords = Required<Pick<KindWords, 'fields' | 'options'>>

/** What people read about connections, in English. */
export const en: ConnectionWords = {
  fields: {
    latencyMs: {
      label: 'Latency',
      help:
        'Time a message is under way, one way. Left empty, it follows from the places of the two ends: same host, ' +
        'same region, across regions, and the users’ access network.',
    },
    timeoutMs: {
      label: 'Timeout',
      help:
        'How long the caller waits for one attempt. Short: it gives up on answers that were coming; long: callers ' +
        'pile up behind something dead or slow.',
    },
    tries: {
      label: 'Attempts',
      help:
        'How often a call is made before it counts as failed; 1 means no retry. More attempts hide rare failures ' +
        'and multiply the load on a target that is already failing.',
    },
    backoffMs: {
      label: 'Back-off',
      help:
        'Pause before a call is tried again. At 0 retries follow at once and hit the target while it is still in ' +
        'trouble.',
    },
    onTimeout: {
      label: 'On timeout',
      help:
        'What becomes of a call whose time is up. Abandon: the target finishes the work for nobody; cancel: it is ' +
        'told to stop and frees what it held.',
    },
    reads: {
      label: 'Reads',
      help:
        'Where reads are sent. Primary: always the latest data; replicas: the load is spread, but an answer may be ' +
        'stale by the replication lag.',
    },
    weight: {
      label: 'Weight',
      help: 'Share of the requests by weighted round robin, relative to the other targets.',
    },
    heartbeatMs: {
      label: 'Heartbeat',
      help:
        'How often a replica hears from its primary. Short: a dead primary is noticed soon; long: writes fail ' +
        'meanwhile.',
    },
    missedHeartbeats: {
      label: 'Missed heartbeats',
      help:
        'Heartbeats in a row that must be missing before the primary counts as dead. Few: quick; many: slow, but a ' +
        'short hiccup is forgiven.',
    },
    promotionMs: {
      label: 'Promotion time',
      help: 'Time from the verdict that the primary is dead until the replica takes writes. Until then they fail.',
    },
  },
  options: { abandon: 'Abandon', cancel: 'Cancel', primary: 'Primary', replicas: 'Replicas' },
}
