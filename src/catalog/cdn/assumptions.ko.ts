/** Why the CDN begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'an edge holds far more objects than a site of this size has':
    '엣지는 이만한 사이트가 가진 것보다 훨씬 많은 객체를 보관합니다',
  'an object from the memory or disk of an edge: 3 ms at the median':
    '엣지의 메모리나 디스크에서 객체 하나를 꺼내는 시간으로, 중앙값은 3 ms입니다',
}
