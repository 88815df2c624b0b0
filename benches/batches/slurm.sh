#!/bin/bash
# bash benches/batches/slurm.sh [PROGRAM]: a real Slurm of four nodes on this machine (Debian: slurm-wlm, munge; as root); a sweep in
# eight shards, the program of one killed in the middle; the merged folder must be that of one machine.
set -u
program=$(realpath "${1:-target/release/commonroom}")
place=$(mktemp -d) && chmod 755 "$place" && cd "$place" || exit 1
mkdir munge state log work
chmod 755 munge
dd if=/dev/urandom of=munge/key bs=128 count=8 2> /dev/null && chmod 400 munge/key
export SLURM_CONF=$place/slurm.conf
{
    cat << CONF
ClusterName=one
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmctldPort=27100
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$place/munge/sock,cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
CommunicationParameters=NoInAddrAny
SlurmdTimeout=5
ReturnToService=2
KillWait=2
JobRequeue=1
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool/%n
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd-%n.pid
SlurmctldLogFile=$place/log/controller
SlurmdLogFile=$place/log/%n
CONF
    for node in 1 2 3 4; do
        mkdir -p "spool/n$node"
        echo "NodeName=n$node NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=$((27000 + node)) CPUs=1 RealMemory=512"
    done
    echo "PartitionName=all Nodes=n[1-4] Default=YES MaxTime=INFINITE State=UP"
} > slurm.conf
# Only what was started here is ended, by the numbers that it wrote down.
end() {
    for file in "$place"/slurmd-n*.pid "$place/slurmctld.pid" "$place/munge/pid"; do
        [ -f "$file" ] && kill "$(cat "$file")"
    done
    cd / && rm -rf "$place"
}
trap end EXIT
munged --force --socket="$place/munge/sock" --key-file="$place/munge/key" --pid-file="$place/munge/pid" \
    --log-file="$place/munge/log" --seed-file="$place/munge/seed" || exit 1
slurmctld -c
for node in 1 2 3 4; do slurmd -N n$node; done
for _ in $(seq 60); do [ "$(sinfo -h -o %t 2> /dev/null)" = idle ] && break; sleep 0.5; done
cd work || exit 1
cat > plan.toml << PLAN
base = "z-home"
shards = 8
replicates = 5
weeks = 60
set = ["residents.population=600"]
[vary]
levers.operator.managers = "1..3:20"
levers.operator.from = [9, 20]
PLAN
"$program" sweep plan.toml -o one -q > /dev/null || exit 1
"$program" slurm plan.toml > sweep.sh
COMMONROOM=$program bash sweep.sh || exit 1
for _ in $(seq 400); do [ -s plan.shards/2.journal ] && break; sleep 0.05; done
victim=$(pgrep -f -x "$program sweep plan.toml --shard 2/8 .*")
kill -9 "$victim" || exit 1
for _ in $(seq 240); do [ -z "$(squeue -h)" ] && break; sleep 0.5; done
[ -z "$("$program" missing plan.toml)" ] && diff -r one plan.results || { cat ./*.log; exit 1; }
echo "8 shards on 4 nodes, one killed and put back into the queue: the bytes of one machine"
