import { readdirSync } from 'node:fs';
test.each(readdirSync('src/soffid/schemas').filter((f) => f.endsWith('.ts')))('%s', (file) => { require('../../src/soffid/schemas/' + file); });
