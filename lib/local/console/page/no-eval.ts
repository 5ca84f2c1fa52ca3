/** Imported first: what makes zod fast is code made at run time, which the page's security policy does not allow. */
import * as z from 'zod';

z.config({ jitless: true });
