import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the server, in English. */
export const en = {
  title: 'Server',
  summary: 'Runs your code, one thread for each request',
  fields: {
    public: {
      label: 'Public',
      help: 'Whether users may call it over the internet. A client that calls what is private gets no answer.',
    },
    instances: {
      label: 'Instances',
      help:
        'Identical machines behind this box; callers spread over them. One is a single point of failure; more ' +
        'share the load until something they all call is full.',
    },
    machine: {
      label: 'Machine',
      help:
        'Size and price of each instance, by the price list; the largest one is where scaling up ends. A change ' +
        'during a run restarts the instances, one after the other.',
    },
    cores: {
      label: 'Cores',
      help: 'Cores of each instance. When all are busy, threads wait for one and latency climbs steeply.',
    },
    cpuTime: {
      label: 'CPU time',
      help:
        'Core time of one request that is not for a static file. One core can do no more than one second of it in ' +
        'a second.',
    },
    staticCpuTime: {
      label: 'Static CPU time',
      help: 'Core time of one request for a static file. With a CDN in front, few of these get here.',
    },
    threads: {
      label: 'Threads',
      help:
        'Requests an instance works on at a time; a thread is held until the answer, also while it waits for cache ' +
        'or database. Few: a slow database stops the whole tier; many: more load falls on what is called.',
    },
    mode: {
      label: 'Mode',
      help:
        'Threads: each request holds a thread until its answer is out. Event loop: it holds only a core while it ' +
        'computes, and nothing while it waits for others.',
    },
    inHand: {
      label: 'In hand',
      help: 'Requests that the event loop has in hand at a time, computing or waiting. Above that, they wait in line.',
    },
    discipline: {
      label: 'Line order',
      help:
        'Who is next in the lines for threads and cores. LIFO serves some at once while it is full and others never; ' +
        'priority goes by class; CoDel sheds those at the head while waits stay above its target.',
    },
    codelTargetMs: {
      label: 'CoDel target',
      help: 'The wait that is good enough. Longer waits are put up with for one interval.',
    },
    codelIntervalMs: {
      label: 'CoDel interval',
      help: 'How long all waits have to be above the target before the head of the line is shed.',
    },
    waitLimit: {
      label: 'Limit waits',
      help:
        'On: a request that has stood in one line longer than the longest wait leaves it, and is shed. Health checks ' +
        'stand there until their own timeout.',
    },
    maxWait: {
      label: 'Longest wait',
      help: 'Time a request stands in a line before it leaves. Spread out, it is patience.',
    },
    cpuSharing: {
      label: 'Cores',
      help:
        'Queue: a request has a core to itself until its CPU time is done, the others wait. Share: all share the ' +
        'cores at once, so that short ones are not stuck behind long ones.',
    },
    downstreamCalls: {
      label: 'Service calls',
      help:
        'Which connected services a request calls: one, in turn or by chance; all of them, one after the other; or ' +
        'all side by side, and the slowest decides.',
    },
    stopShare: {
      label: 'Share that stops',
      help: 'Share of the requests that call no service at all and are answered at once.',
    },
    needed: {
      label: 'Answers needed',
      help: 'Good answers after which the rest is called off. 0 stands for all: then one failure fails the request.',
    },
    sessions: {
      label: 'Sessions',
      help:
        'Where it is kept who is logged in. None: every request stands for itself. In memory: an instance knows its ' +
        'own users only, and a crash loses them. In a store: all ask the connected session store.',
    },
    sessionTtlMs: {
      label: 'Session lifetime',
      help: 'A session ends when its user has asked for nothing for so long; the next request begins a new one.',
    },
    maxSessions: {
      label: 'Sessions kept',
      help: 'Sessions that an instance has room for. Beyond that, those that were used longest ago are lost.',
    },
    backlog: {
      label: 'Backlog',
      help:
        'Requests that may wait for a thread; the next one is turned away. At 0 nothing waits; a long line answers ' +
        'requests that nobody waits for any more.',
    },
  },
  options: {
    ...machineOptions('compute', 'en'),
    stateless: 'None',
    inMemory: 'In memory',
    store: 'In a store',
    threads: 'Threads',
    eventLoop: 'Event loop',
    fifo: 'FIFO',
    lifo: 'LIFO',
    priority: 'Priority',
    codel: 'CoDel',
    queue: 'Queue',
    share: 'Share',
    turns: 'One, in turn',
    random: 'One, by chance',
    sequence: 'All, in sequence',
    parallel: 'All, in parallel',
  },
  ports: {
    cache: { label: 'cache', verb: 'looks up in' },
    database: { label: 'database', verb: 'reads and writes' },
    queue: { label: 'queue', verb: 'publishes to' },
    downstream: { label: 'service', verb: 'calls' },
    sessions: { label: 'session store', verb: 'keeps sessions in' },
  },
  gauges: {
    utilization: 'CPU utilization',
    threadsBusy: 'threads busy',
    line: 'waiting for a thread',
    sessions: 'sessions',
  },
  stations: { threads: 'threads', cores: 'CPU cores' },
} satisfies KindWords
