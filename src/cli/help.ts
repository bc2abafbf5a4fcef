/** What the command line can do, in words. */
import type { CommandName } from './options.ts'

const HELP: Readonly<Record<CommandName, string>> = {
  run: `millrace run <example | design.json | diagram.mmd> [options]

Runs every request of a design and prints what came out: end to end, where failures and time come from, each component.
Figures are measured from the end of the warm-up to the end of the run.

  --seed N              A whole number from 0. The same design, seed and faults give the same run.
                        Default: the design's.
  --duration 60s        Simulated length of the run, the warm-up included.
                        Default: the design's if it sets one, else 60s.
  --warm-up 10s         Simulated time that is not measured.
                        Default: the design's, which is 10s unless changed.
  --set PART.FIELD=VALUE
                        Changes a field for this run; may be given again and again. The part is a component or a
                        connection: its id, its name, or for a connection its two ends. See "millrace kinds" for fields.
                          --set users.users=1e6              a count: 3, 10k, 1.5M
                          --set web-1.cpuTime="exponential(12ms)"
                                                             a law with its mean and, if wanted, its spread:
                                                             lognormal(10ms, 0.6)
                          --set primary-replica.latencyMs=40ms
                                                             a time: 250us, 40ms, 1.5s, 2m, 1h
                          --set "web-1->primary.reads=replicas"
                        With "at" it is changed during the run, as somebody would who watches it:
                          --set "web-1.machine=m7g.xlarge at 30s"
  --fault "TYPE PART [parameter=value …] [at TIME] [for TIME]"
                        Breaks something; may be given again and again. Without "at" it begins when the warm-up ends,
                        without "for" it lasts to the end. "workers#2" is the second instance alone.
                          --fault "crash web-1 at 20s for 10s"
                          --fault "slow primary factor=8 at 30s"
                          --fault "cut web-1->primary at 20s for 5s"
  --trace [CLIENT=]FILE
                        Sends the recorded requests of a file, once: CSV with timeMs,key and perhaps operation,bytes
                        (a header is optional); one key a line, sent at the client's rate; or an access log of a web
                        server (common or combined). With several clients, say which: --trace users-2=access.log.
  --trace-errors refuse|skip
                        What to do when lines of that file cannot be read: refuse it (the default), or send the
                        others. Either way they are told by number.
  --replications N      Runs it N times (2 to 10000) with one seed after the other, and prints the mean of each figure ±
                        half of its 95 % confidence interval.
  --json                One JSON object instead of text; docs/summary.md describes it.`,

  check: `millrace check <example> [--seeds 10] [--json]

Runs what an example claims with so many seeds: every claim has to hold for each of them, and has to fail for the other
design that stands beside it. Exit code 1 when one does not.`,

  kinds: `millrace kinds [kind] [--json]

Prints the catalog: every kind of component with its fields, defaults, ranges, ports and faults. With --json all of it
as one object, with units, provenance of the defaults, help texts, gauges and Mermaid shapes.`,

  examples: `millrace examples [--json]

Lists the examples that "millrace run" knows by name.`,

  convert: `millrace convert <example | design.json | diagram.mmd> --to mermaid|json

Prints the design as a Mermaid flowchart, which carries everything in comments, or as JSON.`,

  help: `millrace: simulates system architecture, request by request.

  millrace run <example | design.json | diagram.mmd>    run a design and print what came out
  millrace kinds [kind]                                 the catalog: components, fields, faults
  millrace examples                                     the examples
  millrace check <example>                              whether an example shows what it claims
  millrace convert <design> --to mermaid|json           a design in another form
  millrace help <command>                               more about a command

In the project's folder, millrace is "npm run -s millrace --":
  npm run -s millrace -- run first-steps --fault "crash web-1 at 20s for 10s"

Exit codes: 0 done; 1 a claim does not hold; 2 something is wrong with the arguments or the design, and stderr says
what; 70 Millrace itself broke down.`,
}

/** The help on a command, or on all of them. */
export function helpOn(command: CommandName): string {
  return HELP[command]
}
