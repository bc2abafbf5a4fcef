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
    backoff: {
      label: 'Back-off law',
      help:
        'How long to pause between attempts. None: at once, which hits a target while it is still in trouble; ' +
        'fixed: always alike; exponential: twice as long each time.',
    },
    backoffMs: {
      label: 'Back-off',
      help:
        'Pause before a call is tried again. At 0 retries follow at once and hit the target while it is still in ' +
        'trouble.',
    },
    backoffMaxMs: {
      label: 'Longest back-off',
      help: 'No pause grows beyond this. Low: retries keep coming; high: a caller may sleep through the recovery.',
    },
    backoffJitter: {
      label: 'Back-off jitter',
      help:
        'Chance in the pauses. None: all who failed together come back together; full: anywhere from 0 to the ' +
        'pause; equal: in its second half.',
    },
    retryBudget: {
      label: 'Retry budget',
      help:
        'On: calls earn the retries that each instance may spend, and it saves up ten at most. When most calls ' +
        'fail, retries run out instead of multiplying the load.',
    },
    retryRatio: {
      label: 'Retries per call',
      help:
        'Retries that a call earns. At 20 % the load grows by a fifth at most, however many calls fail; at 100 % ' +
        'the budget hardly matters.',
    },
    hedge: {
      label: 'Hedging',
      help:
        'On: a call without an answer is made a second time, to another target where there is one; the first good ' +
        'answer wins. Rare slowness disappears at the price of more calls.',
    },
    hedgeAfterMs: {
      label: 'Hedge after',
      help:
        'How long the first call may take before the second goes out. Near the usual slowest answers it costs a few ' +
        'percent more calls; near the mean it doubles them.',
    },
    breaker: {
      label: 'Circuit breaker',
      help:
        'On: when too many of the last calls of an instance have failed, the next ones fail at once without being ' +
        'made. Later a single call finds out whether all is well again.',
    },
    breakerWindow: {
      label: 'Breaker window',
      help: 'How many of the last calls are judged; before there are so many it stays closed. Few: quick but nervous.',
    },
    breakerThreshold: {
      label: 'Failure threshold',
      help: 'Share of the judged calls that must have failed. Low: opens at hiccups; high: waits until all is lost.',
    },
    breakerOpenMs: {
      label: 'Open time',
      help:
        'How long nothing is called before one call tries again. Short: probing often; long: failing on after the ' +
        'target has recovered.',
    },
    throttle: {
      label: 'Adaptive throttling',
      help:
        'On: an instance whose calls are turned away or not answered holds back part of the next ones by itself, by ' +
        'what was accepted over two minutes.',
    },
    throttleFactor: {
      label: 'Calls per acceptance',
      help:
        'Calls that are made for each accepted one. At 2 the target turns away as many as it serves; near 1 it is ' +
        'spared, but its recovery is noticed late.',
    },
    pool: {
      label: 'Connection pool',
      help:
        'On: an instance makes only so many calls at once over this connection, and the next ones wait in line for ' +
        'one to end. It shields the target and can hold up the caller.',
    },
    poolSize: {
      label: 'Pool size',
      help: 'Calls at once of an instance. Small: callers wait for each other; large: the target is on its own.',
    },
    poolWaitMs: {
      label: 'Pool wait',
      help:
        'How long a call may wait for its turn before it is turned away; the timeout runs meanwhile. Short: fails ' +
        'fast; long: lines build up.',
    },
    handshake: {
      label: 'Handshake',
      help:
        'What a new connection costs before its first call. TCP: one round trip; TLS: one more for the keys; none: ' +
        'connections are there already.',
    },
    keepAliveMs: {
      label: 'Keep-alive',
      help:
        'How long an idle connection is kept for the next call. At 0 every call opens its own and pays the ' +
        'handshake; long: hardly any does.',
    },
    jitter: {
      label: 'Jitter',
      help:
        'A random time that each message takes besides, in either direction. It makes some calls slower than ' +
        'others, which shows in the high percentiles.',
    },
    loss: {
      label: 'Loss',
      help:
        'Share of messages that are lost. Each is sent again after 200 ms and a round trip, then after twice as ' +
        'long each time, as TCP does.',
    },
    limited: {
      label: 'Limited bandwidth',
      help:
        'On: messages queue for the line, each direction by itself. The payload goes with writes, jobs and messages, ' +
        'and comes back with good answers to reads and files; every message has 500 bytes besides.',
    },
    bandwidthMbps: {
      label: 'Bandwidth',
      help: 'What the line carries a second in either direction. Less than is sent: the line before it grows.',
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
    reading: {
      label: 'Reading',
      help:
        'Aside: the caller asks the database itself for what the cache misses, and puts it in. Through: the cache, ' +
        'connected to a database, fetches it.',
    },
    writing: {
      label: 'Writing',
      help:
        'Invalidate: write the database, then delete the entry. Around: leave the entry as it is, stale. Through: ' +
        'the cache writes both. Behind: the cache says yes and writes later; what waits dies with it.',
    },
    singleFlight: {
      label: 'Single flight',
      help:
        'Of the requests of one instance that miss the same key at once, one asks the database and the others wait. ' +
        'Without, all of them do.',
    },
    share: {
      label: 'Share',
      help: 'Share of the requests that go this way where the service is chosen by chance, relative to the others.',
    },
    calls: {
      label: 'Calls',
      help: 'Calls a request makes over this connection, where all services are called. Each small call costs a way.',
    },
    weight: {
      label: 'Weight',
      help:
        'Share by a weighted policy, relative to the other targets or records: twice the weight gets twice as ' +
        'much. A DNS record of weight 0 gets nothing as long as another one is healthy.',
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
  options: {
    none: 'None',
    fixed: 'Fixed',
    exponential: 'Exponential',
    full: 'Full',
    equal: 'Equal',
    abandon: 'Abandon',
    cancel: 'Cancel',
    tcp: 'TCP',
    tls: 'TCP and TLS',
    primary: 'Primary',
    replicas: 'Replicas',
    aside: 'Aside',
    through: 'Through',
    invalidate: 'Invalidate',
    around: 'Around',
    behind: 'Behind',
  },
}
