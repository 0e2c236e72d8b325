"""What the Dags are wired from: timetable, tags, assets, operators, and how a task finds its cycle and warehouse."""
