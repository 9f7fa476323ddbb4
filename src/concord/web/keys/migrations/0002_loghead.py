from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("keys", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="LogHead",
            fields=[
                ("owner", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("sealed", models.BinaryField()),
            ],
        ),
    ]
