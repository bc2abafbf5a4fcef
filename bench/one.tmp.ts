import * as plans from './plans.ts'
const name = process.argv[2] as any, n = Number(process.argv[3])
for (let i=1;i<=4;i++){ const t=process.cpuUsage().user; const r=plans.run(name,n,i); console.error(name,(r.requests/((process.cpuUsage().user-t)/1e6)/1e6).toFixed(2)) }
