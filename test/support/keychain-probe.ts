import { openKeychain } from '../../electron/credentials/keychain.ts';
import { reportOf } from '../../shared/errors.ts';

/** Run by itself under a keyring of the test's making: keeps, reads and removes a secret, and prints what happened as JSON. */
const secret = 'a “secret” of 学校 \u{1F511} with spaces';

try {
  const store = openKeychain({ timeoutMs: 8000 });
  await store.set('one', 'powerschool.clientSecret', secret);
  await store.set('two', 'powerschool.clientSecret', 'another');
  const isKept = (await store.get('one', 'powerschool.clientSecret')) === secret;
  await store.set('one', 'powerschool.clientSecret', 'the next one');
  const replaced = await store.get('one', 'powerschool.clientSecret');
  await store.delete('one', 'powerschool.clientSecret');
  const removed = await store.get('one', 'powerschool.clientSecret');
  await store.set('one', 'powerschool.clientSecret', secret);
  await store.set('one', 'partner.clientSecret', secret);
  await store.deleteAll('one');
  console.log(
    JSON.stringify({
      isKept,
      replaced,
      removed,
      afterDelete: [await store.get('one', 'powerschool.clientSecret'), await store.get('one', 'partner.clientSecret')],
      other: await store.get('two', 'powerschool.clientSecret'),
      never: await store.get('two', 'partner.clientSecret'),
    }),
  );
} catch (error) {
  console.log(JSON.stringify({ error: reportOf(error) }));
}
process.exit(0);
