/** Why the cache begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'a tenth of the default key space, so that evictions show':
    '항목이 밀려나는 모습이 보이도록 기본 키 공간의 10분의 1로 잡았습니다',
  'the usual choice for a cache; as shipped, the commonest one evicts nothing':
    '캐시에서 흔히 쓰는 정책입니다. 가장 널리 쓰이는 캐시는 처음 설정 그대로면 아무것도 제거하지 않습니다',
  'five minutes: between the minute and the half day that are commonest at a large site':
    '5분으로, 어느 대규모 사이트에서 가장 흔한 두 값인 1분과 반나절 사이입니다',
}
