/**
 * The published numbers that defaults lean on. A default names its source by the key here; the inspector shows the
 * title beside the value and leads to the address. Where a value was not read at its source, the note says so.
 */

import { cachingSources } from './caching-sources.ts'
import { priceLists } from './price-lists.ts'

/** Where a number was published. */
export interface Source {
  readonly title: string
  readonly url: string
  /** Year and month in which it was last looked at. */
  readonly read: string
  /** What has to be known before leaning on it: seen second-hand, remembered, derived, of an older edition. */
  readonly note?: string
}

/** Every source by its key; no key is without a default that names it. */
export const sources = {
  codel: {
    title: 'RFC 8289: controlled delay active queue management',
    url: 'https://www.rfc-editor.org/rfc/rfc8289',
    read: '2026-11',
    note: 'A target of 5 ms and an interval of 100 ms; made for packets, and used for requests as well.',
  },
  awsGatewayThrottling: {
    title: 'Amazon API Gateway: throttling',
    url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
    read: '2026-11',
    note: 'A token bucket: 10,000 requests a second and bursts of 5,000, for an account in a region; above that, 429.',
  },
  awsGatewayLimits: {
    title: 'Amazon API Gateway: quotas',
    url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
    read: '2026-11',
    note: 'An integration is waited for 29 seconds.',
  },
  envoyCluster: {
    title: 'Envoy: cluster configuration',
    url: 'https://github.com/envoyproxy/data-plane-api/blob/main/envoy/config/cluster/v3/cluster.proto',
    read: '2026-11',
    note: 'Its balancer by least requests looks at two hosts.',
  },
  haproxyBalanceFactor: {
    title: 'HAProxy: bounded-load consistent hashing (hash-balance-factor)',
    url: 'https://docs.haproxy.org/3.0/configuration.html',
    read: '2026-11',
    note: 'Most calls of a server in percent of the mean; reasonable from 125 to 200. Mirrokni et al. call it 1 + ε.',
  },
  envoyOutlier: {
    title: 'Envoy: outlier detection',
    url: 'https://github.com/envoyproxy/data-plane-api/blob/main/envoy/config/cluster/v3/outlier_detection.proto',
    read: '2026-11',
    note: 'Five failures in a row, 30 s times the number of ejections, at most a tenth of the hosts.',
  },
  ketama: {
    title: 'Ketama: consistent hashing for memcached',
    url: 'https://github.com/RJ/ketama',
    read: '2026-11',
    note: 'It sets 100 to 200 places a server; the lower end is used.',
  },
  awsAlb: {
    title: 'Application Load Balancers: user guide (AWS)',
    url: 'https://github.com/awsdocs/elb-application-load-balancers-user-guide',
    read: '2026-11',
    note: 'The guide as archived in 2023.',
  },
  awsSdkRetries: {
    title: 'AWS SDKs and Tools: retry behavior',
    url: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html',
    read: '2026-11',
    note: 'Seen second-hand. 50 ms is the base of the behavior that clients opt into in 2026; older clients differ.',
  },
  awsSqs: {
    title: 'Amazon SQS: developer guide',
    url: 'https://github.com/awsdocs/amazon-sqs-developer-guide',
    read: '2026-11',
    note: 'The guide as archived in 2023. 20 ms is from a worked example.',
  },
  azureLatency: {
    title: 'Azure network round-trip latency statistics',
    url: 'https://learn.microsoft.com/en-us/azure/networking/azure-network-latency',
    read: '2026-11',
    note: 'Medians of April 2024 from the eastern United States.',
  },
  autoScaling: {
    title: 'Amazon EC2 Auto Scaling: user guide',
    url: 'https://github.com/awsdocs/amazon-ec2-auto-scaling-user-guide',
    read: '2026-11',
    note: 'The guide as archived in 2023.',
  },
  cdnPurge: {
    title: 'CDNPlanet: how long a purge takes',
    url: 'https://www.cdnplanet.com/stats/cdn-purge-speed/',
    read: '2026-11',
    note: 'CloudFront: half within 4 s, 90 % within 10 s, 99 % within 15 s.',
  },
  cloudFront: {
    title: 'Amazon CloudFront: developer guide',
    url: 'https://github.com/awsdocs/amazon-cloudfront-developer-guide',
    read: '2026-11',
    note: 'The guide as archived in 2023.',
  },
  dnsLatency: {
    title: 'DNSLab: the anatomy of DNS latency',
    url: 'https://www.dnslab.dev/learn/docs/performance/latency-anatomy',
    read: '2026-11',
    note: 'Seen second-hand: 1 to 20 ms from a warm cache, 100 to 400 ms for a full chain.',
  },
  ec2Boot: {
    title: 'Brev: how long EC2 instances take to start',
    url: 'https://github.com/brevdev/ec2-coldboot-research',
    read: '2026-11',
    note: 'From the launch to the first login: 25.8 s.',
  },
  envoyRoute: {
    title: 'Envoy: route configuration',
    url: 'https://github.com/envoyproxy/data-plane-api/blob/main/envoy/config/route/v3/route_components.proto',
    read: '2026-11',
    note: 'Its timeout of a route is 15 s.',
  },
  finagle: {
    title: 'Finagle: clients, their budgets and balancers',
    url: 'https://twitter.github.io/finagle/guide/Clients.html',
    read: '2026-11',
    note:
      'From memory: a budget of a fifth of the requests (its ten retries a second besides are left out here), and a ' +
      'peak EWMA that fades in 10 s.',
  },
  haproxyThroughput: {
    title: 'HAProxy forwards over 2 million HTTP requests per second',
    url:
      'https://www.haproxy.com/blog/' +
      'haproxy-forwards-over-2-million-http-requests-per-second-on-a-single-aws-arm-instance',
    read: '2026-11',
    note: 'From memory: 2 million a second on 64 cores are 30,000 a core, and 0.033 ms is the inverse.',
  },
  hikari: {
    title: 'HikariCP: a connection pool, its settings',
    url: 'https://github.com/brettwooldridge/HikariCP/blob/dev/README.md',
    read: '2026-11',
    note: 'At most 10 connections, a wait of 30 s.',
  },
  lastMile: {
    title: 'Grigorik: High Performance Browser Networking, on latency and bandwidth',
    url: 'https://hpbn.co/primer-on-latency-and-bandwidth/',
    read: '2026-11',
    note:
      'Fiber and cable are from memory, lowered from measurements of 2012; 4G is of a survey of US networks in 2019, ' +
      '5G an assumption.',
  },
  nginxProxy: {
    title: 'nginx: ngx_http_proxy_module',
    url: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html',
    read: '2026-11',
  },
  nginxUpstream: {
    title: 'nginx: ngx_http_upstream_module',
    url: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html',
    read: '2026-11',
    note: 'Idle connections to the servers behind it are kept for 60 s; a server has weight 1 unless told otherwise.',
  },
  patroni: {
    title: 'Patroni: dynamic configuration settings',
    url: 'https://github.com/patroni/patroni/blob/master/docs/dynamic_configuration.rst',
    read: '2026-11',
    note: 'A loop every 10 s, a leader key that expires after 30 s.',
  },
  ttlViolation: {
    title: 'Bhowmick et al.: TTL Violation of DNS Resolvers in the Wild (PAM 2023)',
    url: 'https://ttl-violation-study.github.io',
    read: '2026-11',
    note: 'Of 8,524 resolvers 8.74 % extended the TTL; by how much is not in the summary.',
  },
  tpcW: {
    title: 'TPC-W, a benchmark of web shops: specification',
    url: 'https://www.tpc.org/tpcw/',
    read: '2026-11',
    note: 'Think time: exponential with a mean of 7 s, cut at 70 s.',
  },
  peakToMean: {
    title: 'Robust Perception: Do you know your peak-to-mean ratio?',
    url: 'https://www.robustperception.io/do-you-know-your-peak-to-mean-ratio/',
    read: '2026-11',
    note: 'For users all over the world; those of one region have a higher one.',
  },
  pgbenchReads: {
    title: 'PostgreSQL benchmarks (kb.ekarisky.com)',
    url: 'https://kb.ekarisky.com/databases/postgresql/benchmarks',
    read: '2026-11',
    note:
      'Seen second-hand: 6,000 point reads a second and core, of which 0.17 ms is the inverse. A commit took 0.05 to ' +
      '2 ms by kind of disk; 1 ms is an assumption.',
  },
  postgresBench: {
    title: 'PostgresBench (ClickHouse), results of March 2026',
    url: 'https://github.com/ClickHouse/PostgresBench',
    read: '2026-11',
    note: 'About 1,000 transactions a second and core with 256 clients; 1 ms of core time is the inverse.',
  },
  postgresConnections: {
    title: 'PostgreSQL: connections and authentication',
    url: 'https://www.postgresql.org/docs/current/runtime-config-connection.html',
    read: '2026-11',
    note: 'Seen second-hand.',
  },
  redisBenchmark: {
    title: 'Redis: benchmark',
    url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/optimization/benchmarks/',
    read: '2026-11',
    note: 'About 100,000 operations a second on its one core; 0.01 ms is the inverse.',
  },
  redisConf: {
    title: 'Redis: redis.conf',
    url: 'https://github.com/redis/redis/blob/unstable/redis.conf',
    read: '2026-11',
  },
  resilience4j: {
    title: 'Resilience4j: settings of circuit breakers',
    url: 'https://github.com/resilience4j/resilience4j',
    read: '2026-11',
    note: 'Opens when half of 100 calls failed, for 60 s. It tries ten calls then; here it is one.',
  },
  resolvConf: {
    title: 'resolv.conf(5)',
    url: 'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
    read: '2026-11',
    note: 'From memory.',
  },
  route53Alias: {
    title: 'Amazon Route 53: developer guide, records of load balancers',
    url: 'https://github.com/awsdocs/amazon-route53-docs',
    read: '2026-11',
    note: 'The guide as archived in 2023.',
  },
  route53Health: {
    title: 'Amazon Route 53: values of health checks',
    url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html',
    read: '2026-11',
    note: 'The threshold was seen second-hand.',
  },
  route53Policies: {
    title: 'Amazon Route 53: developer guide, routing policies',
    url: 'https://github.com/awsdocs/amazon-route53-docs',
    read: '2026-11',
    note: 'The guide as archived in 2023.',
  },
  route53Weights: {
    title: 'Amazon Route 53: developer guide, weighted routing',
    url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html',
    read: '2026-11',
    note: 'Weights from 0 to 255; one of weight 0 is answered only when no other is healthy. Equal shares are ours.',
  },
  simianArmy: {
    title: 'Netflix: Simian Army, network latency script',
    url: 'https://github.com/Netflix/SimianArmy',
    read: '2026-11',
  },
  sreOverload: {
    title: 'Beyer et al.: Site Reliability Engineering, chapter 21, handling overload',
    url: 'https://sre.google/sre-book/handling-overload/',
    read: '2026-11',
    note: 'Equation 21-1 over two minutes, with a factor of 2.',
  },
  tailAtScale: {
    title: 'Dean and Barroso: The Tail at Scale',
    url: 'https://research.google/pubs/the-tail-at-scale/',
    read: '2026-11',
    note: 'Seen second-hand: a second call after 10 ms made 1,000 reads much faster for 2 % more of them.',
  },
  targetTracking: {
    title: 'Amazon EC2 Auto Scaling: target tracking scaling policies',
    url: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html',
    read: '2026-11',
    note: 'Seen second-hand: 3 minutes above the target, 15 minutes below nine tenths of it.',
  },
  tomcat: {
    title: 'Apache Tomcat 10.1: the HTTP connector',
    url: 'https://tomcat.apache.org/tomcat-10.1-doc/config/http.html',
    read: '2026-11',
  },
  ...cachingSources,
  ...priceLists,
} as const satisfies Readonly<Record<string, Source>>

export type SourceKey = keyof typeof sources
