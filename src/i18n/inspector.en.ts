/** Words of the inspector: controls of any field, what is known of a selection, what to do next. */
export const en = {
  title: 'Inspector', name: 'Name', kind: 'Kind', breakIt: 'Break it', fields: 'Settings', more: 'More settings', less: 'Fewer settings',
  about: 'About this kind', deleteIt: 'Delete', reset: 'Back to the default ({{value}})', changed: 'changed',
  default: 'Default {{value}}', defaultIs: 'The default is {{value}}.', source: 'Source: {{title}}', assumption: 'Assumption', readOn: 'read {{date}}',
  explain: 'About {{field}}', unset: 'From the model', setIt: 'Set a value', leaveIt: 'Leave it to the model', slider: '{{field}}, slider',
  unitMs: 'time', unit: { perDay: 'per day', factor: 'times', ratio: '%', count: '' },
  on: 'On', off: 'Off',
  errors: {
    notANumber: '“{{text}}” is not a number. For example: {{example}}.', tooSmall: '{{text}} is too small: at least {{min}}.',
    tooLarge: '{{text}} is too large: at most {{max}}.', notWhole: '{{text}} is not a whole number.',
    kept: '{{value}} still applies.', nameEmpty: 'A name needs at least one letter.', classTwice: 'Two classes have this name.',
    shares: 'At least one share must be above 0.',
  },
  law: 'Law', mean: 'Mean', cv: 'Spread', cvHelp: 'Standard deviation over mean: 0 is always the same, 1 is as irregular as chance.',
  laws: {
    constant: 'Constant', exponential: 'Exponential', lognormal: 'Log-normal', gamma: 'Gamma', pareto: 'Pareto, capped', uniform: 'Uniform',
  },
  density: 'Shape of the distribution: {{law}}, mean {{mean}}',
  classes: {
    name: 'Class', operation: 'What it does', share: 'Share', keys: 'Distinct keys', zipf: 'Popularity (Zipf)', add: 'Add a class',
    remove: 'Remove {{name}}', new: 'class {{number}}', of: '{{share}} of all',
    zipfHelp: '0: every key is asked for equally often. 1: the most popular key ten times as often as the tenth.',
    operations: { static: 'Static file', read: 'Read', write: 'Write', job: 'Background job' },
  },
  connection: {
    title: 'Connection', from: 'From', to: 'To', as: 'As', go: 'Select {{name}}', reverse: 'Turn around', pulled: '{{callee}} fetches work by itself',
    replication: 'The log of writes flows this way', calls: '{{caller}} calls and waits for the answer',
  },
  group: { members: 'Inside', none: 'Drop components here to put them inside.' },
  connections: { title: 'Connections', none: 'Not connected yet.', out: 'calls', in: 'is called by', connect: 'Connect to…' },
  many: { title: '{{count}} selected', align: 'Align', delete: 'Delete all', duplicate: 'Duplicate' },
  design: {
    title: 'Design', components_one: 'one component', components_other: '{{count}} components', connections_one: 'one connection',
    connections_other: '{{count}} connections', objectives: 'Objectives', latency: 'Answers within', errors: 'Failures at most',
    latencyHelp: 'A request slower than this counts as slow in “Why?”.', errorsHelp: 'The share of failed requests that is acceptable.',
    next: 'What next?', problems: 'Worth a look',
    nextEmpty: 'Add a client and a server from the palette and connect them: that already runs.',
    nextSelect: 'Select a component to see and change everything about it.',
    nextBreak: 'Break something: select it and press one of its faults.',
    nextUsers: 'Drag the users slider to the right until something gives way, then press “Why?”.',
    nextExport: 'Take the diagram away: Export as Mermaid.',
  },
} as const
