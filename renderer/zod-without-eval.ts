import { z } from 'zod';

// Must be the first import of the page: schemas decide when they are made whether to try eval, which our policy forbids.
z.config({ jitless: true });
