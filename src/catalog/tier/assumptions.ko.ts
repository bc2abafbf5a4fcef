/** Why the tier begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'no more than one is needed at night; two are for those who cannot lose one':
    '밤에는 하나면 충분합니다. 하나도 잃을 수 없다면 둘이 필요합니다',
  'a bound for the bill: ten times the smallest': '비용이 넘지 않도록 최솟값의 열 배로 묶었습니다',
  'half of what two cores do in 10 ms of CPU time each':
    '요청마다 CPU 시간을 10 ms 쓸 때 코어 두 개가 처리하는 양의 절반입니다',
  'jobs of 100 ms that may wait for 10 s: latency allowed by time of a job':
    '100 ms 걸리는 작업이 10초까지 기다려도 될 때의 값으로, 허용하는 지연을 작업 시간으로 나눴습니다',
  'start of a program and first filling of its caches: 30 s at the median':
    '프로그램이 시작해 캐시를 처음 채우기까지의 시간으로, 중앙값은 30초입니다',
}
