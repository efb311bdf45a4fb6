export const stopTexts = {
  now: 'Stop now',
  stopping: 'Stopping …',
  afterSchool: 'Stop after this school',
  stoppingAfterSchool: 'Stopping after this school …',
  meanings:
    '“Stop now” drops the list being read. “Stop after this school” first reads the rest of the school’s lists. Either way the local copy stays as it was, and the next sync goes on from the lists that were read.',
} as const;
