"""What a whole school prints: its classes, their rosters, who gets which version, and what the files are called.

    SCHOOL.yaml ──school──▶ School        roster.csv ──table, headings, roster──▶ Pupils ──seating──▶ versions ──▶ names, class list

Nothing here renders. A pupil's name leaves these modules in the `Pupil` alone: what is said of a fault shows the roster's row, and
nothing else does.
"""
