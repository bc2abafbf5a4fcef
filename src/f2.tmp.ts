import { Play, design, offering, reads, writes, jobs, statics, constant, exponential } from './simulation/play.fixture.ts'
const show = (p: Play) => { for (const c of p.run.built.components) { const f = p.of(c.id); console.log(c.id.padEnd(9), f.arrivals, f.ended, f.inside, 'mean', f.meanMs.toFixed(2), c.counters.map((n) => n + '=' + f.counter(n)).join(' '), Object.keys(c.levels).map((n) => n + '=' + f.level(n)).join(' '), Object.keys(c.stations).map((n)=> n+JSON.stringify(f.station(n))).join(' ')) } }
const p = new Play(design({ users: ['client', offering(200, [reads(), writes(), jobs(), statics()])], web: ['server'], cache: ['cache'], db: ['database'], replica: ['database'], queue: ['queue'], q2: ['queue'], worker: ['worker'] },
 [['users web'], ['web cache'], ['web db', {reads:'replicas'}], ['db replica'], ['web queue'], ['queue worker'], ['worker q2'], ['q2 worker']]))
p.to(10000)
show(p)
const r = p.break('crash', 'db'); p.to(60000); show(p); r(); p.to(70000); show(p); console.log(p.run.story)
