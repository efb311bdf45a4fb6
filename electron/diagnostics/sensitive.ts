/** Stands where something was taken out. */
export const redacted = '[redacted]';

/** A key is sensitive if one of its words is. `clientId`, `client_id` and `CLIENT-ID` are the words `client` and `id`. */
const sensitiveWords = new Set(
  [
    'name names firstname lastname fullname givenname familyname middlename username usernames user login person student',
    'given family middle first last preferred nickname pronouns birth birthdate birthday',
    'score scores percent grade grades lettergrade entered comment comments textscore value values',
    'secret secrets clientsecret token tokens password passwd pwd passphrase authorization auth cookie cookies credential credentials',
    'clientid apikey',
    'email emails mail phone sms address street city zip identifier studentnumber stateid title description body query',
  ].flatMap((line) => line.split(' ')),
);

export function isSensitive(key: string): boolean {
  const words = key
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return words.some((word) => sensitiveWords.has(word)) || sensitiveWords.has(words.join(''));
}
