-- Until when experts are asked to have scored. Nothing closes by itself: it reminds.
ALTER TABLE evaluations ADD COLUMN due_on date;
