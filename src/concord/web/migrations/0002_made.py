from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0001_guest")]

    operations = [
        migrations.CreateModel(
            name="Made",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=64)),
                ("situation", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["owner", "fingerprint"], name="made_once")],
            },
        ),
    ]
