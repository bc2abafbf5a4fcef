/** The story of a run as sentences: what happened, and what would help. A code without a sentence is told plainly. */
export const en = {
  /** A fault begins or ends; `{{target}}` is a component, a group or a connection. */
  begun: {
    crash: '{{target}} crashed',
    slow: '{{target}} became ×{{factor}} slower',
    errors: '{{target}} began to answer {{ratio}} of its calls with errors',
    flush: '{{target}} was flushed: its entries are gone',
    spike: '{{target}} began to send ×{{factor}} the usual traffic',
    cut: 'the connection {{target}} was cut',
    delay: 'the connection {{target}} became {{addMs}} slower',
    loss: 'the connection {{target}} began to lose {{ratio}} of its messages',
    bandwidth: 'the connection {{target}} was narrowed to {{mbps}} Mbit/s',
  },
  ended: {
    crash: '{{target}} was restarted',
    slow: '{{target}} is back to its usual speed',
    errors: '{{target}} stopped failing',
    flush: '{{target}} fills up again',
    spike: '{{target}} sends the usual traffic again',
    cut: 'the connection {{target}} works again',
    delay: 'the connection {{target}} is as fast as before',
    loss: 'the connection {{target}} loses nothing any more',
    bandwidth: 'the connection {{target}} is as wide as before',
  },
  events: {
    targetEjected: '{{component}} ejected {{other}} for {{seconds}} s: its calls failed in a row',
    targetDown: '{{component}} noticed {{other}} is down (failed probes in a row: {{probes}})',
    targetUp: '{{component}} sends to {{other}} again (good probes in a row: {{probes}})',
    promoted: '{{component}} became primary in place of {{other}} (acknowledged writes lost: {{lost}})',
    circuitOpened: '{{component}} opened its circuit to {{other}}: too many calls failed',
    circuitTried: '{{component}} tries {{other}} again with one call',
    circuitClosed: '{{component}} closed its circuit to {{other}}: all is well again',
    deadLettered: '{{component}} gave up on a message that was handed out {{receives}} times',
    scaledOut: '{{component}} is growing: {{from}} → {{to}} instances',
    scaledIn: '{{component}} is shrinking: {{from}} → {{to}} instances',
    instancesReady: 'new instances of {{component}} take requests ({{instances}} now)',
    edited: 'the design was changed',
    editedOften: 'the design was changed {{count}} times',
    other: '{{component}}: {{code}}',
  },
  /** What would help: one change that can be applied at once. */
  cures: {
    repair: '{{repair}}: {{component}}',
    addInstances: 'Run {{component}} on {{to}} instances',
    addCores: 'Give {{component}} {{to}} cores',
    addThreads: 'Give {{component}} {{to}} threads',
    addConnections: 'Allow {{component}} {{to}} connections',
    probeFaster: 'Let {{component}} probe every {{to}}',
    probeFewer: 'Let {{component}} decide after {{to}} failed probes',
    lowerTtl: 'Let answers of {{component}} expire after {{to}}',
    raiseTtl: 'Let {{component}} keep entries for {{to}}',
    enlargeCache: 'Let {{component}} hold {{to}} entries',
    enlargeLine: 'Let {{to}} wait at {{component}}',
    retry: 'Try {{component}} up to {{to}} times',
    lowerTimeout: 'Give up on {{component}} after {{to}}',
    raiseTimeout: 'Wait for {{component}} up to {{to}}',
    readFromReplicas: 'Read from the replicas over {{component}}',
    addWorkers: 'Let {{component}} work on {{to}} jobs at a time',
    other: 'Change {{component}}',
  },
  /** A field of a cure: what it is now and what it would be. */
  change: '{{field}}: {{from}} → {{to}}',
  on: 'on',
  off: 'off',
}

/** The story's words of one language. */
export type StoryWords = typeof en
