/** Where prices were published; they are of the eastern United States, on demand. */
import type { Source } from './sources.ts'

export const priceLists = {
  cachePrices: {
    title: 'Amazon ElastiCache: price list',
    url: 'https://aws.amazon.com/elasticache/pricing/',
    read: '2026-11',
    note: 'Seen second-hand; of r7g.large copies differ, 0.166 to 0.252 USD an hour.',
  },
  cloudFrontPrices: {
    title: 'Amazon CloudFront: price list',
    url: 'https://aws.amazon.com/cloudfront/pricing/',
    read: '2026-11',
    note: 'Seen second-hand: the first 10 TB in North America and Europe.',
  },
  ec2Prices: {
    title: 'Amazon EC2: on-demand price list, sizes of machines',
    url: 'https://aws.amazon.com/ec2/pricing/on-demand/',
    read: '2026-11',
    note:
      'Seen second-hand: 2 cores are the size large of general-purpose machines, 4 are xlarge. The largest one is ' +
      'priced by the core of the series before.',
  },
  elbPrices: {
    title: 'Elastic Load Balancing: price list',
    url: 'https://aws.amazon.com/elasticloadbalancing/pricing/',
    read: '2026-11',
    note: 'Seen second-hand.',
  },
  rdsPrices: {
    title: 'Amazon RDS: price list, sizes of machines',
    url: 'https://github.com/powdahound/ec2instances.info/blob/master/www/rds/instances.json',
    read: '2026-11',
    note: 'The list of January 2021; the size large still cost the same in October 2026.',
  },
  route53Prices: {
    title: 'Amazon Route 53: price list',
    url: 'https://aws.amazon.com/route53/pricing/',
    read: '2026-11',
    note: 'Seen second-hand: a hosted zone, and standard queries up to a billion a month.',
  },
  sqsPrices: {
    title: 'Amazon SQS: price list',
    url: 'https://aws.amazon.com/sqs/pricing/',
    read: '2026-11',
    note: 'Seen second-hand: standard queues, the free first million of a month left out.',
  },
} as const satisfies Readonly<Record<string, Source>>
