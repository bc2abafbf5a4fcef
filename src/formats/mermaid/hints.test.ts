import { describe, expect, test } from 'vitest'
import { isPassing, kindsNamed, saysPrimary, saysReplica } from './hints.ts'

describe('what a name says', () => {
  test.each([
    ['Web server', 'server'],
    ['웹 서버1', 'server'],
    ['서버N', 'server'],
    ['사용자A', 'client'],
    ['Mobile app', 'client'],
    ['Web app', 'server'],
    ['App', 'client server'],
    ['Load Balancers', 'load-balancer'],
    ['load_balancer', 'load-balancer'],
    ['loadBalancer2', 'load-balancer'],
    ['로드밸런서', 'load-balancer'],
    ['NoSQL', 'database'],
    ['DynamoDB', 'database'],
    ['PostgreSQL 16', 'database'],
    ['Redis', 'cache'],
    ['RabbitMQ', 'queue'],
    ['메세지 큐', 'queue'],
    ['CloudFront', 'cdn'],
    ['작업 서버', 'worker'],
    ['쇼핑', ''],
    ['Checkout', ''],
    ['Publisher', ''],
    ['webinar', ''],
  ])('%s → %s', (label, expected) => expect(kindsNamed(label, 'component').join(' ')).toBe(expected))

  test.each([
    ['DNS server', 'dns'],
    ['Cache service', 'cache'],
    ['데이터베이스 서버', 'database'],
    ['User service', 'server'],
    ['User database', 'database'],
    ['DB cache', 'cache'],
    ['Job queue', 'queue'],
    ['Queue worker', 'worker'],
    ['Message queue consumer', 'worker'],
    ['API (MySQL)', 'database'],
  ])('the thing itself stands last, but a server is what comes before it: %s → %s', (label, expected) => {
    expect(kindsNamed(label, 'component').join(' ')).toBe(expected)
  })

  test.each([
    ['US-East', 'region'],
    ['us_west', 'region'],
    ['서울 리전', 'region'],
    ['단일 서버', 'host'],
    ['Virtual machine 1', 'host'],
    ['Web tier', ''],
    ['데이터 계층', ''],
  ])('of a group: %s → %s', (label, expected) => expect(kindsNamed(label, 'group').join(' ')).toBe(expected))
})

test('the internet only passes on, a server on it does not', () => {
  expect(['Internet', '인터넷', 'the network'].every(isPassing)).toBe(true)
  expect(['Internet server', '네트워크 캐시', 'Shop'].some(isPassing)).toBe(false)
})

test('which database follows which', () => {
  expect(['slave1', 'Read replica', '슬레이브 2', 'db-standby'].every(saysReplica)).toBe(true)
  expect(['master', '마스터', 'Primary DB'].every(saysPrimary)).toBe(true)
  expect(saysReplica('primary and replica') || saysPrimary('primary and replica')).toBe(false)
})
