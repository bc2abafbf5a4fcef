import type { KindWords } from '../kind.ts'

/** What people read about the client, in English. */
export const en = {
  title: 'Client',
  summary: 'Users who send requests and wait for answers',
  fields: {
    load: {
      label: 'Load',
      help:
        'What sets it: users a day, a rate given directly, a closed loop of users who wait for each answer and ' +
        'think before they ask again, so that slow answers slow them down, or requests that were recorded somewhere.',
    },
    rate: {
      label: 'Rate',
      help:
        'Requests a second. Near what the busiest component can serve, lines grow without end. A recording that has ' +
        'no times is sent at this rate.',
    },
    trace: {
      label: 'Recording',
      help:
        'Requests to send again, once, from a file: CSV with timeMs,key and perhaps operation,bytes; one key a ' +
        'line, sent at the rate; or an access log of a web server. Caches hit as often as they would have with ' +
        'these keys.',
    },
    population: {
      label: 'Population',
      help: 'How many ask, wait and think in turn. With many, whatever saturates first sets the throughput.',
    },
    thinkTime: {
      label: 'Think time',
      help: 'From an answer to the same user’s next request. Half of it, and the same people ask nearly twice as much.',
    },
    batchSize: {
      label: 'Batch size',
      help: 'Mean number of requests that come at once (geometric). Larger batches wait for themselves.',
    },
    gapCv: {
      label: 'Spread of gaps',
      help:
        'Coefficient of variation of the time between requests: 0 is even, 1 like Poisson, above that they come in ' +
        'bursts and lines form at a load that a Poisson stream would not notice.',
    },
    shape: {
      label: 'Course',
      help:
        'How the rate changes over time: steady, a step, a ramp, a spike that passes, the wave of a day, or as it ' +
        'is drawn.',
    },
    shapeFactor: { label: 'Up to', help: 'What the rate is multiplied by at its height. Below 1 the load falls.' },
    shapeStartMs: { label: 'From', help: 'When the change begins, in simulated time.' },
    shapeDurationMs: {
      label: 'Over',
      help: 'How long the ramp or the spike takes; for the wave of a day, how long a day is.',
    },
    shapePoints: {
      label: 'Points',
      help:
        'What the rate is multiplied by, from point to point in straight lines; level before the first and after ' +
        'the last. Two points at one time make a jump.',
    },
    users: {
      label: 'Users',
      help:
        'How many people the requests come from: it decides who has a session, which resolver is asked, who is ' +
        'hashed where. Counted by the day, they also make the rate; at some number every design runs out of ' +
        'something.',
    },
    requestsPerUserPerDay: {
      label: 'Requests per user',
      help: 'Requests that one user sends in a day. Twice as many load the system as much as twice the users would.',
    },
    peakFactor: {
      label: 'Peak factor',
      help:
        'How many times busier the busiest hours are than the average of the day. At 1 the run shows an average ' +
        'moment; designs are sized for the peak.',
    },
    arrivals: {
      label: 'Arrivals',
      help:
        'Poisson: users act independently, so requests bunch up by chance and lines form even below full load. ' +
        'Constant: evenly spaced, which causes the least waiting there can be.',
    },
    access: {
      label: 'Access network',
      help:
        'The last mile between the users and the internet. Its round trip is added to every exchange with the ' +
        'users: least with fiber, most with 4G.',
    },
    classes: {
      label: 'Request classes',
      help:
        'What is asked for: each class has an operation, a share, a number of keys and a Zipf exponent. At exponent ' +
        '0 all keys are equally popular, which no cache likes; near 1 a few keys get most of the requests.',
    },
  },
  options: {
    poisson: 'Poisson',
    constant: 'Constant',
    batch: 'Batches',
    varied: 'Varied gaps',
    users: 'Users a day',
    rate: 'A rate',
    closed: 'Closed loop',
    trace: 'A recording',
    steady: 'Steady',
    step: 'Step',
    ramp: 'Ramp',
    spike: 'Spike',
    diurnal: 'Day and night',
    points: 'Drawn by points',
    fiber: 'Fiber',
    cable: 'Cable',
    '5g': '5G',
    '4g': '4G',
    static: 'Static file',
    read: 'Read',
    write: 'Write',
    job: 'Job',
  },
  ports: {
    resolver: { label: 'resolver', verb: 'looks up names at' },
    edge: { label: 'edge', verb: 'gets static files from' },
    entry: { label: 'entry', verb: 'sends requests to' },
  },
  gauges: { offered: 'offered', failedShare: 'failed share' },
} satisfies KindWords
