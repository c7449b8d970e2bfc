import { expect, it } from 'vitest';
import { demoWorkspace } from '../helpers/demo-workspace.js';
import { rejectionOf } from '../helpers/workspace.js';
import { explained } from './explain-workspace.js';

it('says of a measure whose every figure is of a further cut how to read it', async () => {
  const error = await rejectionOf(explained(demoWorkspace(), 'training_category_share'));

  expect(String(error)).toContain(
    'training_category_share: expected a measure that has a figure over all; got one that is made by training category only.',
  );
});
