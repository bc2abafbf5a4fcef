/**
 * What is wrong with an input or a design, in English: what was found, where, what would do. One sentence for each
 * problem code; a code that ends in `Near` has a suggestion.
 */
import type { ProblemSentences } from './sentence.ts'

export const problems: ProblemSentences = {
  placeNamed: '{{where}} (“{{name}}”)',
  moreProblems: 'And {{count}} more of the same kind. Mend the first ones and try again.',

  // The document as a whole.
  notADocument: 'A design is an object with components and connections; this is {{found}}.',
  versionMissing: 'This does not say which version of a Millrace design it is. Add "version": {{known}} if it is one.',
  versionUnknown: 'Version {{found}} of a design is not known here; this app reads version {{known}}.',
  versionNewer:
    'This design was made by a newer Millrace (version {{found}}); this one reads up to version ' +
    '{{known}}. Open it in the newer app.',

  // Values at a place.
  expectedObject: '{{place}}: an object in braces belongs here; {{found}} was found.',
  expectedList: '{{place}}: a list in brackets belongs here; {{found}} was found.',
  expectedText: '{{place}}: a text in quotes belongs here; {{found}} was found.',
  expectedNumber: '{{place}}: a number belongs here; {{found}} was found.',
  expectedWhole: '{{place}}: a whole number belongs here; {{found}} was found.',
  expectedFlag: '{{place}}: true or false belongs here; {{found}} was found.',
  outOfRange: '{{place}}: a number from {{min}} to {{max}} belongs here; {{found}} was found.',
  tooMany: '{{place}}: at most {{max}} fit here; {{found}} were found.',
  textTooLong: '{{place}}: a text of at most {{max}} characters fits here; this one has {{found}}.',
  textEmpty: '{{place}}: a text belongs here; this one is empty.',
  unknownKey: '{{place}}: {{found}} means nothing here. Known are: {{known}}.',
  unknownKeyNear: '{{place}}: {{found}} means nothing here. Was “{{nearest}}” meant?',
  unknownOption: '{{place}}: {{found}} is no choice here. The choices are: {{known}}.',
  unknownOptionNear: '{{place}}: {{found}} is no choice here. Was “{{nearest}}” meant?',

  // Components.
  badId: '{{place}}: {{found}} cannot be an id. Use letters, digits, “-” and “_”.',
  idTwice: '{{place}}: the id {{found}} is taken already. Give each its own.',
  unknownKind: '{{place}}: there is no kind {{found}}. Known are: {{known}}.',
  unknownKindNear: '{{place}}: there is no kind {{found}}. Was “{{nearest}}” meant?',
  unknownParent: '{{place}}: there is no group {{found}} to stand in. Known ids are: {{known}}.',
  unknownParentNear: '{{place}}: there is no group {{found}} to stand in. Was “{{nearest}}” meant?',
  parentNotGroup: '{{place}}: {{found}} is no group but a component ({{kind}}). Only regions and hosts hold others.',
  parentCircle: '{{place}}: following the groups from here leads back here. Take one of them out of the other.',
  noClasses: '{{place}}: a client needs at least one class of requests.',
  classTwice: '{{place}}: two classes are called {{found}}. Give each its own name.',
  noPoints: '{{place}}: a course needs at least one point.',
  pointsOrder: '{{place}}: this point is earlier than the one before it.',
  noShares: '{{place}}: all shares are 0, so there is nothing to ask for. Give one class a share.',

  // Connections.
  unknownEnd: '{{place}}: there is no component {{found}}. Known ids are: {{known}}.',
  unknownEndNear: '{{place}}: there is no component {{found}}. Was “{{nearest}}” meant?',
  endIsGroup: '{{place}}: {{found}} is a group ({{kind}}). Connect what stands in it.',
  selfConnection: '{{place}}: both ends are the same component. Connect it to another one.',
  noPort: '{{place}}: {{fromKind}} has no use for {{toKind}}. Connect them through something that fits between.',
  unknownPort: '{{place}}: the caller has no port {{found}}. It has: {{known}}.',
  unknownPortNear: '{{place}}: the caller has no port {{found}}. Was “{{nearest}}” meant?',
  portRefuses:
    '{{place}}: the port {{found}} of {{fromKind}} has no use for {{toKind}}. Choose another port or another end.',
  connectedTwice: '{{place}}: “{{from}}” and “{{to}}” are connected at this port already. One connection is enough.',
  portOverfull: '{{place}}: the port {{port}} of “{{from}}” takes at most {{max}}. Remove a connection.',

  // Planned faults and settings.
  unknownFault: '{{place}}: there is no fault {{found}}. Known are: {{known}}.',
  unknownFaultNear: '{{place}}: there is no fault {{found}}. Was “{{nearest}}” meant?',
  faultRefused: '{{place}}: the target cannot suffer {{found}}. It can suffer: {{known}}.',
  unknownTarget: '{{place}}: there is no target {{found}}. Known ids are: {{known}}.',
  unknownTargetNear: '{{place}}: there is no target {{found}}. Was “{{nearest}}” meant?',
  momentaryLasts: '{{place}}: this fault happens at once and has no duration. Leave the duration out.',
  warmUpTooLong:
    '{{place}}: the warm-up ({{found}} ms) would outlast the run ({{max}} ms). Make one shorter or the other longer.',

  // Connecting by hand.
  nothingThere: 'There is no component “{{found}}” to connect.',
  connectSelf: '“{{name}}” cannot call itself. Drag to another component.',
  connectGroup: '“{{name}}” is a group ({{kind}}). Connect what stands in it.',
  alreadyConnected: '“{{from}}” and “{{to}}” are connected already.',
  portFull: '“{{name}}” takes {{max}} of this ({{toKind}}) and has “{{holder}}”. Remove that connection first.',
  connectPrivate:
    '“{{to}}” is private: users cannot reach it. Put a load balancer or a gateway in front of it, or make it public.',
  connectSecondPrimary:
    '“{{to}}” follows “{{primary}}” already, and a replica follows one primary. Remove that connection first.',
  connectReplicationCircle:
    '“{{from}}” gets its data from “{{to}}”, so it cannot send its own back. Use one primary with replicas.',
  connectCircle:
    '“{{to}}” leads to “{{from}}” already: requests would go round in circles. Connect to something further on.',
  connectNeedsBetween:
    '“{{from}}” ({{fromKind}}) has no use for “{{to}}” ({{toKind}}). What fits between: {{betweenKinds}}.',
  connectOtherWay:
    '“{{from}}” ({{fromKind}}) calls nobody like “{{to}}” ({{toKind}}). It works the other way round, ' +
    'with this between: {{betweenKinds}}.',
  connectSenseless:
    '“{{from}}” ({{fromKind}}) and “{{to}}” ({{toKind}}) have no use for each other. Connect them to something else.',
  insertBackwards: '“{{from}}” has no use for “{{to}}”; only the other direction makes sense.',

  // Before a run.
  nothingDrawn: 'Nothing is drawn yet. Add a client and something it can call.',
  noClient: 'Nobody asks anything: there is no client. Add one and connect it.',
  clientWithoutEntry:
    '“{{name}}” has nowhere to send its requests. Connect it to a load balancer or a server, directly or ' +
    'through a DNS.',
  clientWithoutTrace: '“{{name}}” has no recording to replay yet. Choose a file, or drop one on the client.',
  privateEntry:
    '“{{name}}” is private, so “{{client}}” gets no answer from it. Make it public, or put something in front.',
  callCircle:
    'Calls go round in circles: {{chain}}. Cut one of these connections, or let a server call services by chance.',
  replicationCircle:
    'Databases replicate in a circle: {{chain}}. Cut one of these connections; one primary with replicas works.',
  severalPrimaries: '“{{name}}” follows {{count}} primaries, and a replica follows one. Cut the others.',
  neverReached: 'No request ever reaches “{{name}}”. Connect something to it, or remove it.',
  sessionsWithoutStore:
    '“{{name}}” is to keep its sessions in a store, but none is connected. Connect a cache or a database as its ' +
    'session store.',
  storeWithoutSessions:
    'A session store is connected to “{{name}}”, which keeps no sessions there. Set its sessions to that.',
  dnsWithoutRecords: '“{{name}}” points to nothing. Connect it to what its name stands for, such as a load balancer.',
  balancerWithoutTargets: '“{{name}}” has no targets, so every request to it fails. Connect it to servers.',
  gatewayWithoutUpstream:
    '“{{name}}” has nothing behind it, so every request to it fails. Connect it to a load balancer or a server.',
  cdnWithoutOrigin: '“{{name}}” has no origin to fetch from what it misses. Connect it to a load balancer or a server.',
  queueWithoutConsumers: '“{{name}}” has no workers, so its backlog only grows. Connect it to a worker.',
  faultWithoutInstance:
    'A planned fault ({{fault}}) is for an instance that “{{name}}” does not have; it has {{instances}}.',

  // Files.
  textTooLarge: 'This is too large for a design: {{found}} characters, and {{max}} are read at most.',
  textBlank: 'There is nothing in it.',
  mermaidNotJson: 'This is a Mermaid text, not JSON. Import it as Mermaid.',
  jsonTrailingComma: 'Line {{line}}, column {{column}}: a comma with nothing after it. Remove it.',
  jsonMissingComma: 'Line {{line}}, column {{column}}: a comma is missing before “{{found}}”.',
  jsonSingleQuotes:
    'Line {{line}}, column {{column}}: {{found}} is no quotation mark in JSON. Use straight double quotes.',
  jsonComment: 'Line {{line}}, column {{column}}: JSON has no comments. Remove this one.',
  jsonBareKey: 'Line {{line}}, column {{column}}: a key has to stand in double quotes.',
  jsonEnds: 'Line {{line}}, column {{column}}: the text ends in the middle. Is a part of the file missing?',
  jsonOpenText: 'Line {{line}}, column {{column}}: this text is not closed with a double quote on its line.',
  jsonAfterEnd: 'Line {{line}}, column {{column}}: something follows after the end, from “{{found}}” on. Remove it.',
  jsonTooDeep: 'Line {{line}}, column {{column}}: lists and objects are nested too deeply for a design.',
  jsonUnexpected: 'Line {{line}}, column {{column}}: “{{found}}” does not belong here.',
  notOurs: 'This is JSON, but no Millrace design: there are no components in it. It has: {{keys}}.',
  notOursBut: 'This seems to be from {{found}}, not a Millrace design. It has: {{keys}}.',

  // Recorded traces.
  traceDamaged: '{{place}}: the texts of this recording do not fit together. Choose its file again.',
  traceBlank: 'There are no requests in it.',
  traceNotText: 'This is no text. A recording is CSV (timeMs,key), one key a line, or an access log.',
  traceTextLong: 'This is too large for a recording: {{found}} characters, and {{max}} are read at most.',
  traceLong: 'These are too many requests: {{found}}, and {{max}} can be kept. Cut the file.',
  traceSpan: 'This recording lasts {{found}} ms, and a run at most {{max}} ms. Are the times in milliseconds?',
  traceNoColumn: 'The first line names no column “{{found}}”. Known columns are: {{known}}.',
  traceColumns: 'Line {{line}}: timeMs,key and perhaps operation,bytes belong here; “{{found}}” was found.',
  traceTime: 'Line {{line}}: a time in milliseconds belongs here; “{{found}}” was found.',
  traceKey: 'Line {{line}}: the key is missing in “{{found}}”.',
  traceOperation: 'Line {{line}}: read, write, static or job belongs here; “{{found}}” was found.',
  traceBytes: 'Line {{line}}: a whole number of bytes up to 1,000,000,000 belongs here; “{{found}}” was found.',
  traceQuote: 'Line {{line}}: a quotation mark is not closed in “{{found}}”.',
  traceLogLine: 'Line {{line}}: this is no line of an access log: “{{found}}”.',
  traceRequest: 'Line {{line}}: a request such as “GET /path HTTP/1.1” belongs here; “{{found}}” was found.',

  // Mermaid.
  mermaidUnknown: 'This is no Mermaid diagram. It begins with “{{found}}”; a flowchart begins with “flowchart LR”.',
  mermaidNotFlowchart: 'This is another diagram of Mermaid ({{found}}). Only flowcharts can be imported.',
  mermaidSyntax: 'Line {{line}}: Mermaid cannot read “{{found}}”.',
  mermaidEmpty: 'There are no boxes in this flowchart.',
  recordBroken: 'Line {{line}}: a comment with data of a design is damaged; its box is taken as it looks.',
  nodeLeftOut: '“{{name}}” is nothing that can be simulated here, and was left out.',
  kindAssumed: '“{{name}}” does not say what it is; taken for: {{kind}}.',
  readsFromReplicas: '“{{from}}” reads from “{{to}}” through its connection to the primary.',
  originAssumed: '“{{from}}” is drawn without an origin; it fetches from “{{to}}”.',
  entryAssumed: '“{{from}}” is drawn with nothing else to call; it asks “{{to}}” for everything.',
  faultLeftOut: 'A planned fault ({{fault}}) was left out: its target {{target}} is not drawn any more.',
}
