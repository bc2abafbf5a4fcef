/** Why the DNS begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'about a thousand resolvers serve the users of one region': '한 리전의 사용자는 리졸버 천 개쯤을 나눠 씁니다',
}
