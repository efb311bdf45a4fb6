import { describe, expect, it } from 'vitest';
import { topicNames, topicOf } from '../../../../renderer/features/help/topic-of.ts';
import { topics } from '../../../../renderer/features/help/texts.ts';

describe('help', () => {
  it('has a topic on PowerSchool and one on master fields, offline (S34)', () => {
    expect(topics.powerschool.text.join(' ')).toContain('client ID');
    expect(topics.masterFields.text.join(' ')).toContain('grade exchange');
    expect(topicNames.every((name) => topics[name].text.length > 0)).toBe(true);
  });

  it('knows what is on the screen, down to the step and the section', () => {
    const integrationId = 'district';
    expect(topicOf({ screen: 'setup', draftId: 'd', query: { step: 'delivery' } })).toBe('powerschool');
    expect(topicOf({ screen: 'setup', draftId: 'd', query: { step: 'roster' } })).toBe('roster');
    expect(topicOf({ screen: 'settings', integrationId, section: 'roster' })).toBe('roster');
    expect(topicOf({ screen: 'setup', draftId: 'd' })).toBe('start');
    expect(topicOf({ screen: 'settings', integrationId, section: 'master-fields' })).toBe('masterFields');
    expect(topicOf({ screen: 'settings', integrationId, section: 'limits' })).toBe('settings');
    expect(topicOf({ screen: 'plans', integrationId })).toBe('sync');
    expect(topicOf({ screen: 'help', topic: 'nothing' })).toBe('start');
  });
});
